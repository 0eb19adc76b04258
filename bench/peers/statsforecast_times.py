# Times statsforecast on series given as JSON on stdin: {"seasonLength": 12, "horizon": 18, "series": [[...], ...]}.
# Writes JSON: CPU milliseconds per series and the point forecasts of each model; one process, one thread.
import json
import sys
import time
import numpy as np
import statsforecast
from statsforecast.models import AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta

given = json.load(sys.stdin)
m, horizon = given["seasonLength"], given["horizon"]
series = [np.array(y, dtype=float) for y in given["series"]]
models = {"AutoETS": AutoETS, "AutoARIMA": AutoARIMA, "AutoCES": AutoCES, "DynamicOptimizedTheta": DynamicOptimizedTheta}
found, times = {}, {}
for name, model in models.items():
    model(season_length=m).forecast(series[0], horizon)
    begin = time.process_time()
    found[name] = [[float(v) for v in model(season_length=m).forecast(y, horizon)["mean"]] for y in series]
    times[name] = 1000 * (time.process_time() - begin) / len(series)
found["SCUM"] = np.median(np.array([found[name] for name in models]), axis=0).tolist()
times["SCUM"] = sum(times.values())
json.dump({"version": statsforecast.__version__, "times": times, "means": found}, sys.stdout)
