# Makes peers.json: points of statsforecast on the series of reference.json: ADIDA, IMAPA and TSB on the intermittent ones, and
# complex exponential smoothing, the dynamic optimised Theta method and the optimised Theta method on the others.
# Run with: python peers.py   (PyPI: statsforecast)
import json
import numpy as np
import statsforecast
from statsforecast.models import ADIDA, IMAPA, TSB, AutoCES, DynamicOptimizedTheta

reference = json.load(open("reference.json"))


def points(model, y, horizon=3):
    return [float(v) for v in model.forecast(np.array(y, dtype=float), horizon)["mean"]]


def ces(letter, m, y):
    """Parameters, starting states, sum of squared errors and points: what it takes to run the same recursion again."""
    model = AutoCES(season_length=m, model=letter).fit(np.array(y, dtype=float))
    found, lag = model.model_, 1 if letter == "N" else m
    start = found["states"][:lag].astype(float)
    begin = start if letter == "S" else start[-1:]
    b0, b1 = float(found["par"]["beta_0"] or 0), float(found["par"]["beta_1"] or 0)
    return {"a0": float(found["par"]["alpha_0"]), "a1": float(found["par"]["alpha_1"]),
            # The partial form smooths an additive season by beta_0: the same as a seasonal pair with 1 + beta_0 and 1.
            "b0": {"P": 1 + b0, "F": b0}.get(letter, 1.0), "b1": b1 if letter == "F" else 1.0,
            "level": begin[:, 0].tolist(), "potential": begin[:, 1].tolist(),
            "season": start[:, 2].tolist() if letter in "PF" else [0.0],
            "seasonPotential": start[:, 3].tolist() if letter == "F" else [0.0] * (m if letter == "P" else 1),
            "squares": float(np.sum(np.square(found["actual_residuals"]))),
            "mean": [float(v) for v in model.predict(12)["mean"]]}


intermittent = {name: {"adida": points(ADIDA(), s["y"]), "imapa": points(IMAPA(), s["y"]),
                       "tsb": points(TSB(alpha_d=0.1, alpha_p=0.1), s["y"])}
                for name, s in reference["intermittent"].items()}
smooth = {}
for name, s in reference["series"].items():
    m = s["seasonLength"]
    forms = {"none": "N", "simple": "S", "partial": "P", "full": "F"} if m > 1 else {"none": "N"}
    smooth[name] = {
        "dynamicTheta": points(DynamicOptimizedTheta(season_length=m), s["y"], 12),
        "ces": {form: ces(letter, m, s["y"]) for form, letter in forms.items()}}
json.dump({"made": "statsforecast " + statsforecast.__version__, "intermittent": intermittent, "smooth": smooth},
          open("peers.json", "w"))
