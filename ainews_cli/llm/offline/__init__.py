"""The offline engine. `engine` answers tasks, `version` names what it is; every view needs the second, few the
first.
"""
