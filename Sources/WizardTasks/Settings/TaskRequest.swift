/// What a task of the wizard was asked for: enough to make its plan again, whichever face it was asked on.
public enum TaskRequest: Sendable, Hashable, Codable {
    /// Configure staging mode.
    case staging(StagingRequest)
    /// Change user sign-in.
    case signIn(SignInRequest)
    /// Customize: a directory is added.
    case directory(DirectoryRequest)
    /// Customize: which containers and domains are read.
    case filter(FilterRequest)
    /// Customize: read all objects again, and not a group's members alone.
    case removeGroupFilter(GroupFilterRequest)
    /// Customize: optional features.
    case options(OptionsRequest)
    /// Configure device options.
    case devices(DeviceRequest)
    /// Configure source anchor.
    case sourceAnchor(SourceAnchorRequest)
    /// Manage federation.
    case federation(FederationRequest)

    /// The kind of its plans.
    public var kind: String {
        switch self {
        case .staging: "staging.switch"
        case .signIn: "signIn.change"
        case .directory: "forest.add"
        case .filter: "filter.change"
        case .removeGroupFilter: "groupFilter.remove"
        case .options: "options.change"
        case .devices: "devices.configure"
        case .sourceAnchor: "sourceAnchor.switch"
        case .federation: "federation.manage"
        }
    }

    /// The task's name in the wizard.
    public var title: String {
        switch self {
        case .staging: "Configure staging mode"
        case .signIn: "Change user sign-in"
        case .directory, .filter, .removeGroupFilter, .options: "Customize synchronization options"
        case .devices: "Configure device options"
        case .sourceAnchor: "Configure source anchor"
        case .federation: "Manage federation"
        }
    }

    var asked: any SettingsRequest {
        switch self {
        case .staging(let request): request
        case .signIn(let request): request
        case .directory(let request): request
        case .filter(let request): request
        case .removeGroupFilter(let request): request
        case .options(let request): request
        case .devices(let request): request
        case .sourceAnchor(let request): request
        case .federation(let request): request
        }
    }

    /// The kinds of all of them.
    static let kinds = [
        "staging.switch", "signIn.change", "forest.add", "filter.change", "groupFilter.remove", "options.change",
        "devices.configure", "sourceAnchor.switch", "federation.manage",
    ]
}
