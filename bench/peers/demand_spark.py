# Drives `drumbeat demand forecast` from Spark on local[2] over lines of series, and writes the lines of forecasts.
# Arguments: the file of series, the file of forecasts, then the command. Writes JSON on the last line of stdout.
import json
import sys
import time
import pyspark
from pyspark.sql import SparkSession

series, forecasts, *command = sys.argv[1:]
spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
         .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
spark.sparkContext.setLogLevel("ERROR")
begin = time.time()
made = spark.sparkContext.textFile(series, 4).pipe(" ".join(command), checkCode=True)
count = 0
with open(forecasts, "w") as out:
    for line in made.toLocalIterator(prefetchPartitions=True):
        out.write(line + "\n")
        count += 1
print("\n" + json.dumps({"spark": pyspark.__version__, "python": sys.version.split()[0], "forecasts": count,
                         "seconds": round(time.time() - begin, 1)}))
