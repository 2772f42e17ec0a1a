# Generated from contract.json. Do not edit.
"""Contains methods for accessing the API"""
