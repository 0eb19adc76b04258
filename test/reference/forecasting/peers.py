# Makes peers.json: points of statsforecast's ADIDA and IMAPA on the series of reference.json.
# Run with: python peers.py   (PyPI: statsforecast)
import json
import numpy as np
import statsforecast
from statsforecast.models import ADIDA, IMAPA

reference = json.load(open("reference.json"))

def points(model, y):
    return [float(v) for v in model.forecast(np.array(y, dtype=float), 3)["mean"]]

intermittent = {name: {"adida": points(ADIDA(), s["y"]), "imapa": points(IMAPA(), s["y"])}
                for name, s in reference["intermittent"].items()}
json.dump({"made": "statsforecast " + statsforecast.__version__, "intermittent": intermittent}, open("peers.json", "w"))
