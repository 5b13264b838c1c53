import SyncRules

/// A task on the list of the wizard that is run again, in the order of that list.
public enum AdditionalTask: String, Sendable, Hashable, CaseIterable {
    /// What the product sends to its maker.
    case privacy
    /// What the workspace is.
    case view
    /// Directories, filters, optional features.
    case customize
    /// Hybrid join and device writeback.
    case devices
    /// The live schemas, and the rules that depend on them.
    case refresh
    /// Whether exports are held back.
    case staging
    /// How people sign in.
    case signIn = "sign-in"
    /// The domains that are federated.
    case federation
    /// The attribute by which objects are known.
    case anchor = "source-anchor"
    /// Where something goes wrong.
    case troubleshoot

    /// What the product calls it.
    public var title: String {
        switch self {
        case .privacy: "Privacy settings"
        case .view: "View current configuration"
        case .customize: "Customize synchronization options"
        case .devices: "Configure device options"
        case .refresh: "Refresh directory schema"
        case .staging: "Configure staging mode"
        case .signIn: "Change user sign-in"
        case .federation: "Manage federation"
        case .anchor: "Configure source anchor"
        case .troubleshoot: "Troubleshoot"
        }
    }

    /// What it is for, in one sentence.
    public var summary: String {
        switch self {
        case .privacy: "What is sent to the maker of the program."
        case .view: "Directories, settings, optional features and what differs from the defaults; also as a file."
        case .customize: "Add a directory, choose domains and containers, remove a group filter, optional features."
        case .devices: "Hybrid join of computers, and writing devices of the tenant back to a forest."
        case .refresh:
            "Reads the live schema of the forests, compares it with the cached one, and makes the rules that depend on it again."
        case .staging: "Whether exports to the tenant are held back, to be looked at."
        case .signIn: "How people sign in to the tenant, and what a change means for rules, domains and agents."
        case .federation: "The domains of the tenant whose people sign in at AD FS: view, add, convert, verify."
        case .anchor: "From objectGUID to mS-DS-ConsistencyGuid, once and one way."
        case .troubleshoot: "Looks at every forest and at the rules, and follows one object into the tenant."
        }
    }

    /// Why it is not offered; nothing where it is.
    public func refusal(_ configuration: WorkspaceConfiguration) -> String? {
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
}
