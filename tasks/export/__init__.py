"""From lake to training set: selecting, dialects, splits, forms, card."""
