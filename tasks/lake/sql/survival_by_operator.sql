-- Share of the children that were accepted, by operator.
SELECT strategy, operator,
       sum(entered)::BIGINT AS children,
       sum(passed)::BIGINT AS accepted,
       round(sum(passed) / sum(entered), 4) AS survival_rate
FROM read_parquet('lake/survival/**/*.parquet', hive_partitioning = true)
WHERE checker = 'total'
GROUP BY ALL
ORDER BY strategy, operator;
