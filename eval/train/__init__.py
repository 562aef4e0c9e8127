"""Fits: how the weights and thresholds that ship were come by."""
