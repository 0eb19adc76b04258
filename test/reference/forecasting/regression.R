# Makes regression.json: regressions with ARIMA errors by R's Arima (forecast), on series simulated here.
# Run with: Rscript regression.R   (Debian: r-base-core, r-cran-forecast, r-cran-jsonlite)
suppressMessages(library(forecast))
library(jsonlite)
set.seed(20261123)
n <- 96
h <- 12
price <- round(10 + cumsum(rnorm(n + h, 0, 0.3)), 3)
promotion <- as.numeric(runif(n + h) < 0.15)
season <- 15 * sin(2 * pi * (1:n) / 12)
y <- list(
  level = round(200 - 6 * price[1:n] + 25 * promotion[1:n] + arima.sim(list(ar = 0.6), n, sd = 5), 3),
  walk = round(200 - 6 * price[1:n] + 25 * promotion[1:n] + cumsum(rnorm(n, 0.4, 4)), 3),
  season = round(200 - 6 * price[1:n] + 25 * promotion[1:n] + season + cumsum(rnorm(n, 0, 2)) + rnorm(n, 0, 4), 3))
orders <- list(
  level = list(c(1, 0, 0, 0, 0, 0), c(1, 0, 1, 0, 0, 0)),
  walk = list(c(0, 1, 1, 0, 0, 0), c(1, 1, 0, 0, 0, 0)),
  season = list(c(0, 1, 1, 0, 1, 1), c(1, 0, 0, 0, 1, 1)))
x <- cbind(price = price, promotion = promotion)
fitted <- function(name, o) {
  constant <- o[2] + o[5] < 2
  fit <- Arima(ts(y[[name]], frequency = 12), order = o[1:3], seasonal = o[4:6], xreg = x[1:n, ],
    include.constant = constant, method = "ML")
  f <- forecast(fit, xreg = x[n + 1:h, ], h = h)
  list(order = list(p = o[1], d = o[2], q = o[3], P = o[4], D = o[5], Q = o[6], constant = constant),
    loglik = fit$loglik, sigma2 = fit$sigma2, price = fit$coef[["price"]], promotion = fit$coef[["promotion"]],
    se = as.list(sqrt(diag(fit$var.coef))[c("price", "promotion")]),
    mean = as.numeric(f$mean), hi95 = as.numeric(f$upper[, 2]))
}
fits <- lapply(names(y), function(name) lapply(orders[[name]], function(o) fitted(name, o)))
names(fits) <- names(y)
write_json(list(made = paste("R", getRversion(), "forecast", packageVersion("forecast")),
  price = price, promotion = promotion, y = y, fits = fits), "regression.json", auto_unbox = TRUE, digits = 9)
