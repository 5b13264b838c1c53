public import ArgumentParser
public import WizardTasks

extension PendingDocument.Form: ExpressibleByArgument {}
