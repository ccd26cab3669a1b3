-- What an accepted problem cost, by operator, with all that was spent on the rejected ones.
SELECT strategy, operator,
       sum(passed)::BIGINT AS accepted,
       round(sum(calls) / nullif(sum(passed), 0), 2) AS calls_each,
       round(sum(tokens) / nullif(sum(passed), 0), 1) AS tokens_each,
       round(sum(cost_usd) / nullif(sum(passed), 0), 6) AS usd_each,
       round(sum(seconds) / nullif(sum(passed), 0), 3) AS seconds_each
FROM read_parquet('lake/survival/**/*.parquet', hive_partitioning = true)
WHERE checker = 'total'
GROUP BY ALL
ORDER BY strategy, operator;
