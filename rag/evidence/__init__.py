"""The sentences found for a question: weighed, chosen by what it demands, or too little to answer."""
