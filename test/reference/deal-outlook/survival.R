# Writes survival.json: Kaplan-Meier and Aalen-Johansen of R survival on three sets of waits.
# Rscript test/reference/deal-outlook/survival.R > test/reference/deal-outlook/survival.json
library(survival)
text <- function(values) paste0("[", paste(ifelse(is.na(values) | is.infinite(values), "null", trimws(formatC(values, digits = 17, format = "g"))), collapse = ","), "]")
entry <- function(name, times, endings) {
  km <- survfit(Surv(times, endings > 0) ~ 1, conf.type = "log")
  aj <- survfit(Surv(times, factor(endings, 0:2, c("open", "won", "lost"))) ~ 1)
  median <- quantile(km, 0.5)
  parts <- c(
    times = text(times), endings = text(endings), time = text(km$time), atRisk = text(km$n.risk), share = text(km$surv),
    standardError = text(km$surv * km$std.err), lo = text(km$lower), hi = text(km$upper),
    median = text(c(median$quantile, median$lower, median$upper)),
    won = text(aj$pstate[, 2]), lost = text(aj$pstate[, 3]), wonError = text(aj$std.err[, 2]), lostError = text(aj$std.err[, 3]))
  paste0('"', name, '":{', paste0('"', names(parts), '":', parts, collapse = ","), "}")
}
set.seed(42)
n <- 300
won <- rexp(n, 1 / 90); lost <- rexp(n, 1 / 140); open <- runif(n, 0, 250)
drawn <- pmin(won, lost, open)
drawnEnding <- ifelse(drawn == open, 0, ifelse(drawn == won, 1, 2))
mg <- mgus2
mgTime <- with(mg, ifelse(pstat == 0, futime, ptime)); mgEnding <- with(mg, ifelse(pstat == 0, 2 * death, 1))
cat("{", paste(c(
  entry("twelve deals", c(3, 5, 5, 8, 8, 8, 12, 14, 20, 20, 31, 40), c(1, 2, 0, 1, 1, 0, 2, 0, 1, 2, 0, 0)),
  entry("half closed exactly", c(2, 4, 6, 8), c(1, 2, 1, 1)),
  entry("whole days", round(drawn), drawnEnding),
  entry("myeloma patients", mgTime[1:400], mgEnding[1:400])), collapse = ",\n"), "}\n")
