"""What a question goes on from: earlier turns, and the day it is asked on."""
