public import ArgumentParser
public import WizardTasks

extension CyclePolicy: ExpressibleByArgument {}
