"""The lake: hive-partitioned Parquet tables under one fsspec path; rounds meet only here."""
