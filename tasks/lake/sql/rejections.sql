-- Where candidates were rejected, and why.
SELECT rejected_stage, rejected_reason, count(*) AS candidates
FROM read_parquet('lake/candidates/**/*.parquet', hive_partitioning = true)
WHERE rejected_stage IS NOT NULL
GROUP BY ALL
ORDER BY candidates DESC, rejected_stage, rejected_reason;
