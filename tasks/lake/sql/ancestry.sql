-- All that one problem descends from. First: SET VARIABLE problem = 'THE ID';
WITH RECURSIVE
candidates AS (
    SELECT * FROM read_parquet('lake/candidates/**/*.parquet', hive_partitioning = true)
),
ancestry AS (
    SELECT campaign, id, parent_ids, 0 AS steps_back
    FROM candidates
    WHERE id = getvariable('problem')
    UNION
    SELECT parent.campaign, parent.id, parent.parent_ids, child.steps_back + 1
    FROM ancestry AS child
    JOIN candidates AS parent
      ON parent.campaign = child.campaign AND list_contains(child.parent_ids, parent.id)
)
SELECT max(steps_back) AS steps_back, generation, "round", operator, id, candidates.parent_ids
FROM ancestry
JOIN candidates USING (campaign, id)
GROUP BY ALL
ORDER BY steps_back, id;
