# Drives `drumbeat forecast` from Spark over a partitioned file, by pipe and by mapInPandas, and compares both with the shell's output.
# Arguments: the folder of the parts, the shell's output, then the command and its options. Writes JSON on the last line of stdout.
import json
import os
import subprocess
import sys
import threading
import time
import pandas
import pyspark
from pyspark.sql import SparkSession

parts, shell, *command = sys.argv[1:]
os.environ["PYSPARK_PYTHON"] = sys.executable
spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
         .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
spark.sparkContext.setLogLevel("ERROR")
rows = spark.read.schema("unique_id string, ds long, y double").json(parts)
whole = rows.repartition(4, "unique_id").sortWithinPartitions("unique_id", "ds")
names = ["mean", "lo80", "hi80", "lo95", "hi95"]


def forecast(frames):
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        def feed():
            child.stdin.write("unique_id,ds,y\n")
            for frame in frames:
                child.stdin.write(frame.to_csv(index=False, header=False))
            child.stdin.close()
        threading.Thread(target=feed).start()
        yield from pandas.read_csv(child.stdout, chunksize=50_000, dtype={"unique_id": str}, float_precision="round_trip")


def numbers(records):
    return {(r["unique_id"], r["step"]): [r[name] for name in names] for r in records}


begin = time.time()
piped = numbers(map(json.loads, whole.toJSON().pipe(" ".join(command + ["--format", "ndjson"])).collect()))
between = time.time()
schema = "unique_id string, step int, " + ", ".join(f"{name} double" for name in names)
mapped = numbers(whole.mapInPandas(forecast, schema).toPandas().to_dict("records"))
end = time.time()
plain = numbers(map(json.loads, open(shell)))
print("\n" + json.dumps({
    "spark": pyspark.__version__, "python": sys.version.split()[0], "pandas": pandas.__version__, "rows": len(plain),
    "pipeSame": piped == plain, "mapInPandasSame": mapped == plain,
    "pipeSeconds": round(between - begin, 1), "mapInPandasSeconds": round(end - between, 1)}))
