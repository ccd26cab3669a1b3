"""How many questions a trained model solves: answers from the trainer's environment, programs through the door."""
