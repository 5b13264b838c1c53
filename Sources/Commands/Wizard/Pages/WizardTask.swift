import SyncRules
import WizardTasks

/// A task on the wizard's list.
enum WizardTask: String, CaseIterable {
    case view, customize, devices, refresh, staging, signIn = "sign-in", federation, anchor = "source-anchor", privacy
    case troubleshoot

    /// What the product calls it.
    var title: String {
        switch self {
        case .view: "View current configuration"
        case .customize: "Customize synchronization options"
        case .devices: "Configure device options"
        case .refresh: "Refresh directory schema"
        case .staging: "Configure staging mode"
        case .signIn: "Change user sign-in"
        case .federation: "Manage federation"
        case .anchor: "Configure source anchor"
        case .privacy: "Privacy settings"
        case .troubleshoot: "Troubleshoot"
        }
    }

    /// Why it is not offered; nothing where it is.
    func refusal(_ configuration: WorkspaceConfiguration) -> String? {
        switch self {
        case .federation where configuration.signIn.method != .federation:
            "People do not sign in at AD FS."
        case .anchor where configuration.options.sourceAnchor != .objectGUID:
            "The source anchor is \(configuration.options.sourceAnchor); only objectGUID can be changed."
        case .privacy: "Dryad sends nothing to anybody."
        case .refresh where configuration.forests.isEmpty, .devices where configuration.forests.isEmpty:
            "There is no directory yet; add one with \"Customize synchronization options\"."
        default: nil
        }
    }

    /// Its pages.
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
