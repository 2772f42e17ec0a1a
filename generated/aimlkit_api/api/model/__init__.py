# Generated from contract.json. Do not edit.
"""Contains endpoint functions for accessing the API"""
