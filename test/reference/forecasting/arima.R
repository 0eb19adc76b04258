# Makes arima.json: likelihoods, points and intervals of R's Arima and auto.arima on the series of reference.json.
# Run with: Rscript arima.R   (Debian: r-base-core, r-cran-forecast, r-cran-jsonlite)
suppressMessages(library(forecast))
library(jsonlite)
reference <- fromJSON("reference.json", simplifyVector = FALSE)

fitted <- function(y, p, d, q, P = 0, D = 0, Q = 0, constant = FALSE) {
  fit <- Arima(y, order = c(p, d, q), seasonal = c(P, D, Q), include.constant = constant, method = "ML")
  f <- forecast(fit, h = 12)
  list(order = list(p = p, d = d, q = q, P = P, D = D, Q = Q, constant = constant),
    loglik = fit$loglik, aicc = fit$aicc, mean = as.numeric(f$mean), hi95 = as.numeric(f$upper[, 2]))
}
describe <- function(s) {
  y <- ts(unlist(s$y), frequency = s$seasonLength)
  fits <- list(fitted(y, 1, 0, 0, constant = TRUE), fitted(y, 0, 1, 1), fitted(y, 2, 1, 1, constant = TRUE))
  if (s$seasonLength > 1) fits <- c(fits, list(
    fitted(y, 0, 1, 1, 0, 1, 1), fitted(y, 1, 0, 0, 1, 1, 0, constant = TRUE)))
  gaps <- y
  gaps[c(9, 17, 18, 30)] <- NA
  list(fits = fits, gaps = Arima(gaps, order = c(1, 0, 0), method = "ML")$coef[["ar1"]],
    chosen = auto.arima(y)$aicc)
}
write_json(list(made = paste("R", getRversion(), "forecast", packageVersion("forecast")),
  series = lapply(reference$series, describe)), "arima.json", auto_unbox = TRUE, digits = 9)
