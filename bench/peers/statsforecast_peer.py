# statsforecast on series given as JSON on stdin (see peer.ts). CPU time of fit and point forecasts, in one process and thread;
# the intervals are asked for afterwards and not timed. SCUM is the median of the four, of points and of bounds.
import json
import sys
import time
import numpy as np
import statsforecast
from statsforecast.models import AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta

given = json.load(sys.stdin)
m, horizon, level = given["seasonLength"], given["horizon"], given["level"]
series = [np.array(y, dtype=float) for y in given["series"]]
models = {"AutoETS": AutoETS, "AutoARIMA": AutoARIMA, "AutoCES": AutoCES, "DynamicOptimizedTheta": DynamicOptimizedTheta}
names = given.get("names") or list(models)
results = []
for name in names:
    models[name](season_length=m).fit(series[0]).predict(horizon)
    fitted = []
    begin = time.process_time()
    for y in series:
        model = models[name](season_length=m).fit(y)
        fitted.append((model, model.predict(horizon)["mean"]))
    spent = 1000 * (time.process_time() - begin) / len(series)
    bands = [model.predict(horizon, level=[level]) for model, _ in fitted]
    results.append({
        "name": name,
        "milliseconds": spent,
        "mean": [np.asarray(mean, dtype=float).tolist() for _, mean in fitted],
        "lo": [np.asarray(band[f"lo-{level}"], dtype=float).tolist() for band in bands],
        "hi": [np.asarray(band[f"hi-{level}"], dtype=float).tolist() for band in bands],
    })
if len(names) == len(models):
    middle = {key: np.median(np.array([each[key] for each in results]), axis=0).tolist() for key in ("mean", "lo", "hi")}
    results.append({"name": "SCUM", "milliseconds": sum(each["milliseconds"] for each in results), **middle})
json.dump({"version": statsforecast.__version__, "results": results}, sys.stdout)
