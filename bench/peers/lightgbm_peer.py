# LightGBM on series given as JSON on stdin (see peer.ts): one model for all of them, three quantiles. A row is an origin of a
# series and a step ahead: the last 2 m values over their mean, the step, and the ratio aimed at. Seeded; one thread.
import json
import sys
import time
import lightgbm
import numpy as np

given = json.load(sys.stdin)
m, horizon, level = given["seasonLength"], given["horizon"], given["level"]
series = [np.array(y, dtype=float) for y in given["series"]]
lags, rows_wanted = 2 * m, 300_000
random = np.random.default_rng(1)


def features(y, origin, step):
    window = y[max(0, origin - lags):origin]
    scale = np.mean(np.abs(window[-m:])) or 1.0
    row = np.full(lags + 4, np.nan)
    row[lags - len(window):lags] = window / scale
    place = origin + step - m * (1 + step // m)
    season = y[place] if place >= 0 else np.nan
    row[lags:] = [step + 1, season / scale, np.std(window) / scale, (window[-1] - window[0]) / scale]
    return row, scale


def training():
    places = [(i, origin) for i, y in enumerate(series) for origin in range(min(lags, len(y) // 2), len(y))]
    inputs, targets = [], []
    for k in random.permutation(len(places)):
        i, origin = places[k]
        y = series[i]
        for step in random.choice(horizon, size=3, replace=False):
            if origin + step >= len(y):
                continue
            row, scale = features(y, origin, step)
            inputs.append(row)
            targets.append(y[origin + step] / scale)
        if len(inputs) > rows_wanted:
            break
    return np.array(inputs), np.clip(np.array(targets), -10, 10)


begin = time.process_time()
inputs, targets = training()
asked = [features(y, len(y), step) for y in series for step in range(horizon)]
rows, scales = np.array([row for row, _ in asked]), np.array([scale for _, scale in asked])
settings = {"objective": "quantile", "verbosity": -1, "num_threads": 1, "seed": 1, "learning_rate": 0.05, "num_leaves": 31,
            "deterministic": True}
tail = (100 - level) / 200
found = []
for quantile in (0.5, tail, 1 - tail):
    data = lightgbm.Dataset(inputs, label=targets, free_raw_data=False)
    booster = lightgbm.train({**settings, "alpha": quantile}, data, num_boost_round=200)
    found.append((booster.predict(rows) * scales).reshape(len(series), horizon))
    if quantile == 0.5:
        spent = 1000 * (time.process_time() - begin) / len(series)
mean, lo, hi = found
lo, hi = np.minimum(lo, mean), np.maximum(hi, mean)
json.dump({"version": lightgbm.__version__, "results": [{"name": "one model for all", "milliseconds": spent,
          "mean": mean.tolist(), "lo": lo.tolist(), "hi": hi.tolist()}]}, sys.stdout)
