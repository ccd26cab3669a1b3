"""What a campaign will cost: rehearsed over real parents, with what the lake has measured; asks nobody."""
