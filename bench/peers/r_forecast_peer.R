# R forecast on series given as JSON on stdin (see peer.ts); CPU time of fit and forecast, one process and thread.
suppressMessages({library(forecast); library(jsonlite)})
given <- fromJSON(file("stdin"), simplifyVector = TRUE, simplifyMatrix = FALSE)
series <- lapply(given$series, function(y) ts(as.numeric(y), frequency = given$seasonLength))
h <- given$horizon
models <- list(
  ets = function(y) forecast(ets(y), h = h, level = given$level),
  auto.arima = function(y) forecast(auto.arima(y), h = h, level = given$level),
  thetaf = function(y) thetaf(y, h = h, level = given$level))
asked <- if (is.null(given$names)) names(models) else unlist(given$names)
results <- lapply(asked, function(name) {
  models[[name]](series[[1]])
  begin <- proc.time()
  found <- lapply(series, models[[name]])
  spent <- proc.time() - begin
  pick <- function(part) lapply(found, function(f) as.numeric(f[[part]]))
  list(name = unbox(name), milliseconds = unbox(1000 * (spent[["user.self"]] + spent[["sys.self"]]) / length(series)),
       mean = pick("mean"), lo = pick("lower"), hi = pick("upper"))
})
cat(toJSON(list(version = unbox(as.character(packageVersion("forecast"))), results = results), digits = 10))
