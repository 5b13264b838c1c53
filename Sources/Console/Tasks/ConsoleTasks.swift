import WizardTasks

/// The tasks of the console.
enum ConsoleTasks {
    /// The pages of a task on the wizard's list; nothing of one that is never offered.
    static func pages(of task: AdditionalTask) -> (any ConsoleTask)? {
        switch task {
        case .privacy: nil
        case .view: ViewTask()
        case .customize: CustomizeTask()
        case .devices: DeviceTask()
        case .refresh: RefreshTask()
        case .staging: StagingTask()
        case .signIn: SignInTask()
        case .federation: FederationTask()
        case .anchor: SourceAnchorTask()
        case .troubleshoot: TroubleshootTask()
        }
    }

    /// What "Customize synchronization options" consists of.
    static let customizing: [any ConsoleTask] = [DirectoryTask(), FilterTask(), GroupFilterTask(), FeatureTask()]

    /// All of them.
    static let all: [any ConsoleTask] =
        AdditionalTask.allCases.compactMap { pages(of: $0) } + customizing + [SynchronizeTask()]

    static func named(_ name: String) -> (any ConsoleTask)? { all.first { $0.name == name } }
}
