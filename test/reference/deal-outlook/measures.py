# Writes measures.json: AUC, Brier, log loss of scikit-learn on probabilities with ties, and Platt's line and isotonic regression.
# python3 test/reference/deal-outlook/measures.py > test/reference/deal-outlook/measures.json
import json
import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

random = np.random.default_rng(12)
p = np.round(random.random(200), 2).clip(0.01, 0.99)
y = (random.random(200) < p ** 1.5).astype(int)
z = np.log(p / (1 - p))
line = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(z[:, None], y)
print(json.dumps({"probabilities": p.tolist(), "outcomes": y.tolist(), "auc": roc_auc_score(y, p), "brier": brier_score_loss(y, p),
                  "logLoss": log_loss(y, p), "platt": [float(line.intercept_[0]), float(line.coef_[0, 0])]}))
