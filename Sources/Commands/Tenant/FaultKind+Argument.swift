public import ArgumentParser
public import WizardTasks

extension FaultKind: ExpressibleByArgument {}
