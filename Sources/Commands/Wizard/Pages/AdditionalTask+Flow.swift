import WizardTasks

extension AdditionalTask {
    /// Its pages in a terminal.
    func flow(_ workspace: Workspace, report: @escaping @Sendable (TaskEvent) -> Void) -> any TaskFlow {
        switch self {
        case .view, .privacy: ViewFlow(workspace)
        case .customize: CustomizeFlow(workspace)
        case .devices: DeviceFlow(workspace)
        case .refresh: RefreshFlow(workspace, report: report)
        case .staging: StagingFlow(workspace)
        case .signIn: SignInFlow(workspace)
        case .federation: FederationFlow(workspace)
        case .anchor: AnchorFlow(workspace)
        case .troubleshoot: TroubleshootFlow(workspace)
        }
    }
}
