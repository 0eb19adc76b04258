# Makes reference.json: reference forecasts from R's forecast package on series simulated here.
# Run with: Rscript reference.R   (Debian: r-base-core, r-cran-forecast, r-cran-jsonlite)
suppressMessages(library(forecast))
library(jsonlite)
set.seed(20261123)

monthly <- function(n, level, slope, season, noise) {
  t <- seq_len(n)
  ts((level + slope * t) * (1 + season * sin(2 * pi * t / 12) + season / 2 * cos(4 * pi * t / 12)) *
    exp(rnorm(n, 0, noise)), frequency = 12)
}
additive <- function(n, level, slope, season, noise) {
  t <- seq_len(n)
  ts(level + slope * t + season * sin(2 * pi * t / 4) + rnorm(n, 0, noise), frequency = 4)
}
walk <- function(n, drift, noise) ts(100 + cumsum(rnorm(n, drift, noise)))
lumpy <- function(n, chance, size) ts(rbinom(n, 1, chance) * (1 + rpois(n, size)))

series <- list(
  monthly_multiplicative = monthly(96, 200, 2, 0.25, 0.04),
  monthly_flat = monthly(72, 500, 0, 0.15, 0.06),
  quarterly_additive = additive(60, 300, 1.5, 40, 12),
  yearly_walk = walk(40, 3, 6),
  noise = ts(rnorm(50, 50, 5))
)
intermittent <- list(slow = lumpy(60, 0.25, 4), slower = lumpy(80, 0.12, 9))
series <- lapply(series, function(y) round(y, 3))

points <- function(f) as.numeric(f$mean)
banded <- function(f) list(mean = points(f), lo80 = as.numeric(f$lower[, 1]), hi80 = as.numeric(f$upper[, 1]),
  lo95 = as.numeric(f$lower[, 2]), hi95 = as.numeric(f$upper[, 2]))

describe <- function(y) {
  m <- frequency(y)
  h <- if (m == 1) 6 else m
  codes <- c("ANN", "AAN", "MAN", "MNN")
  if (m > 1) codes <- c(codes, "ANA", "AAA", "MNM", "MAM", "MNA", "MAA")
  fits <- lapply(codes, function(code) {
    fit <- ets(y, model = code, damped = FALSE)
    c(list(form = code, loglik = as.numeric(fit$loglik), aicc = fit$aicc, sigma2 = fit$sigma2,
      par = as.list(fit$par[names(fit$par) %in% c("alpha", "beta", "gamma", "phi")]),
      state = I(as.numeric(fit$states[nrow(fit$states), ]))), banded(forecast(fit, h = h)))
  })
  damped <- lapply(if (m > 1) c("AAA", "MAM") else "AAN", function(code) {
    fit <- ets(y, model = code, damped = TRUE)
    list(form = sub("A(.)$", "Ad\\1", code), loglik = as.numeric(fit$loglik), aicc = fit$aicc)
  })
  chosen <- ets(y)
  list(y = as.numeric(y), seasonLength = m, horizon = h, forms = fits, damped = damped,
    chosen = list(method = chosen$method, aicc = chosen$aicc, mean = points(forecast(chosen, h = h))),
    theta = points(thetaf(y, h = h)), naive = banded(naive(y, h = h)), seasonalNaive = banded(snaive(y, h = h)))
}

write_json(list(
  made = paste("R", getRversion(), "forecast", packageVersion("forecast")),
  series = lapply(series, describe),
  intermittent = lapply(intermittent, function(y) {
    list(y = as.numeric(y), croston = points(croston(y, h = 3)))
  })
), "reference.json", auto_unbox = TRUE, digits = 10, pretty = FALSE)
