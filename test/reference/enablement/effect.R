# The effect of having a thing on an outcome: least squares with a dummy per person, per match and per kind (lm), and its
# interval by the jackknife over people, t with people - 1 degrees of freedom. Writes effect.json.
# Run: Rscript test/reference/enablement/effect.R > test/reference/enablement/effect.json
set.seed(20261129)
n <- 420
person <- sample(sprintf("p%02d", 1:14), n, replace = TRUE)
quarter <- sample(1:6, n, replace = TRUE)
market <- sample(c("north", "south"), n, replace = TRUE)
kind <- sample(c("small", "large"), n, replace = TRUE)
since <- setNames(c(2, 3, 3, 4, 5, 4, rep(99, 8)), sprintf("p%02d", 1:14))
had <- quarter >= since[person]
skill <- setNames(seq(-0.8, 0.8, length.out = 14), sprintf("p%02d", 1:14))
outcome <- rbinom(n, 1, plogis(-0.2 + skill[person] + 0.1 * quarter + 0.9 * had - 0.3 * (kind == "large")))
deals <- data.frame(person, match = paste(market, quarter), kind, had, outcome)
estimate <- function(d) unname(coef(lm(outcome ~ had + person + match + kind, data = d))["hadTRUE"])
whole <- estimate(deals)
people <- unique(deals$person)
without <- sapply(people, function(p) estimate(deals[deals$person != p, ]))
g <- length(people)
se <- sqrt((g - 1) / g * sum((without - whole)^2))
margin <- qt(0.975, g - 1) * se
rows <- apply(deals, 1, function(r) sprintf('    ["%s", "%s", "%s", %s, %s]', r["person"], r["match"], r["kind"], tolower(trimws(r["had"])), trimws(r["outcome"])))
cat("{\n")
cat(sprintf('  "made": "%s, lm",\n', R.version.string))
cat(sprintf('  "estimate": %.12f,\n  "low": %.12f,\n  "high": %.12f,\n  "freedom": %d,\n', whole, whole - margin, whole + margin, g - 1))
cat(sprintf('  "t975": {%s},\n', paste(sprintf('"%d": %.9f', c(4, 6, 9, 13, 25, 39), qt(0.975, c(4, 6, 9, 13, 25, 39))), collapse = ", ")))
cat('  "deals": [\n', paste(rows, collapse = ",\n"), "\n  ]\n}\n", sep = "")
