public import ArgumentParser
public import WizardTasks

extension ExportRules.Form: ExpressibleByArgument {}
