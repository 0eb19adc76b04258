# Makes measures.json: numbers for pulse from NumPy, SciPy and plain fractions, independent of the product.
import json
from fractions import Fraction
from itertools import combinations
import numpy as np
from scipy import stats

rng = np.random.default_rng(9474)
Z = stats.norm.ppf(0.975)

def half_away(x):
    x = Fraction(x)
    return int((abs(x) + Fraction(1, 2)).__floor__()) * (1 if x >= 0 else -1)

def enps(p, s, d, N):
    n = p + s + d
    exact = Fraction(100 * (p - d), n)
    # an independent way to the variance: that of the scored variable itself (+1, 0, -1) with three answers added
    x = np.array([1, 0, -1]); w = np.array([p + .75, s + 1.5, d + .75]); w = w / w.sum()
    mean = (x * w).sum(); var = ((x - mean) ** 2 * w).sum()
    fpc = 1.0 if N is None else (0.0 if n >= N else float(np.sqrt((N - n) / (N - 1))))
    margin = 100 * Z * np.sqrt(var / (n + 3)) * fpc
    c = 100 * mean
    return dict(promoters=p, passives=s, detractors=d, eligible=N, score=half_away(exact), exact=float(exact),
                centre=c, margin=margin, low=max(-100.0, c - margin), high=min(100.0, c + margin))

cases = [(13, 6, 5, 30), (1, 0, 0, None), (0, 0, 1, 5), (5, 0, 0, 5), (1, 1, 0, 2), (3, 2, 3, 40), (0, 0, 40, 41), (67, 100, 34, 2000)]
cases += [tuple(int(v) for v in rng.integers(0, 30, 3)) + (None,) for _ in range(20)]
cases += [(p, s, d, p + s + d + int(rng.integers(0, 50))) for p, s, d in [tuple(int(v) for v in rng.integers(1, 30, 3)) for _ in range(20)]]
scores = [enps(*c) for c in cases if sum(c[:3]) > 0]

changes = []
for _ in range(20):
    a, b = [tuple(int(v) for v in rng.integers(1, 25, 3)) for _ in range(2)]
    xa, xb = [np.repeat([1, 0, -1], t) for t in (a, b)]
    z = (xb.mean() - xa.mean()) / np.sqrt(xa.var() / len(xa) + xb.var() / len(xb))
    changes.append(dict(before=a, after=b, z=float(z), moved=bool(abs(z) >= Z)))

def rank(rows):
    return np.linalg.matrix_rank(np.array(rows, dtype=float), tol=1e-9)

linear = []
for case in range(40):
    people = int(rng.integers(8, 16)); k = 5
    sets = [list(range(people))] + [sorted(int(i) for i in rng.choice(people, size=int(rng.integers(5, people)), replace=False)) for _ in range(int(rng.integers(1, 5)))]
    rows = [[1 if i in s else 0 for i in range(people)] for s in sets]
    base = rank(rows)
    # brute force over every group of fewer than k people
    found = [g for size in range(1, k) for g in combinations(range(people), size)
             if rank(rows + [[1 if i in g else 0 for i in range(people)]]) == base]
    minimal = [g for g in found if not any(set(h) < set(g) for h in found)]
    linear.append(dict(k=k, sets=sets, groups=[list(g) for g in minimal]))

json.dump(dict(z95=float(Z), enps=scores, changes=changes, linear=linear), open('measures.json', 'w'), indent=1)
