# scikit-learn's HistGradientBoosting and LightGBM, both with their defaults and real category splits, on a set described as JSON
# on stdin ({file, numeric, categorical}); two threads. Prints AUC, Brier, log loss and calibration error on the test rows, and
# seconds of fitting. Levels beyond the 250 commonest are one level, as HistGradientBoosting takes no more than 255.
import json
import sys
import time
import lightgbm
import numpy as np
import pandas as pd
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

given = json.load(sys.stdin)
frame = pd.read_csv(given["file"], low_memory=False)
train, y = (frame.split == "train").to_numpy(), frame.target.to_numpy()
x = frame[given["numeric"]].astype(float)
for name in given["dates"]:
    day = pd.to_datetime(frame[name])
    x[name], x[f"{name} month"] = (day - pd.Timestamp(0)).dt.days.astype(float), day.dt.month
for name in given["categorical"]:
    common = frame.loc[train, name].value_counts().index[:250]
    text = frame[name].where(frame[name].isin(common) | frame[name].isna(), "(other)").astype("object")
    x[name] = pd.Categorical(text)


def calibration_error(p, y):
    bins = np.array_split(np.argsort(p, kind="stable"), 10)
    return sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in bins) / len(p)


def measured(name, model):
    begin = time.perf_counter()
    model.fit(x[train], y[train])
    seconds = time.perf_counter() - begin
    p, t = model.predict_proba(x[~train])[:, 1], y[~train]
    return {"name": name, "seconds": seconds, "auc": roc_auc_score(t, p), "brier": brier_score_loss(t, p),
            "logLoss": log_loss(t, p), "calibrationError": calibration_error(p, t)}


print(json.dumps({"version": f"scikit-learn {sklearn.__version__}, LightGBM {lightgbm.__version__}", "results": [
    measured("HistGradientBoosting", HistGradientBoostingClassifier(categorical_features="from_dtype", random_state=1)),
    measured("LightGBM", lightgbm.LGBMClassifier(verbosity=-1, n_jobs=2, random_state=1)),
]}))
