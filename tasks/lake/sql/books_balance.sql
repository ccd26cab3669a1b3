-- Children = accepted + rejected with a stage and a reason, and the manifest says the same. Every row must say true.
WITH counted AS (
    SELECT campaign, "round",
           count(*) AS children,
           count(*) FILTER (rejected_stage IS NULL AND rejected_reason IS NULL) AS accepted,
           count(*) FILTER (rejected_stage IS NOT NULL AND rejected_reason IS NOT NULL) AS rejected
    FROM read_parquet('lake/candidates/**/*.parquet', hive_partitioning = true)
    GROUP BY ALL
)
SELECT campaign, "round", counted.children, counted.accepted, counted.rejected,
       counted.children = counted.accepted + counted.rejected
       AND counted.children = manifest.children
       AND counted.accepted = manifest.accepted
       AND counted.rejected = manifest.rejected AS balanced
FROM counted
JOIN read_parquet('lake/rounds/**/*.parquet', hive_partitioning = true) AS manifest USING (campaign, "round")
ORDER BY campaign, "round";
