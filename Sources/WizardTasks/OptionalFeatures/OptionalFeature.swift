/// A feature on the page of optional features, or one that stands there and cannot be changed.
public struct OptionalFeature: Sendable, Hashable {
    /// The word by which it is set.
    public let name: String
    /// What people call it.
    public let title: String
    /// What it takes.
    public let takes: String
    /// Why it cannot be changed here; nothing where it can.
    public let refusal: String?

    /// All of them, in the order of the page.
    public static let all: [OptionalFeature] = [
        OptionalFeature("exchangeHybrid", "Exchange hybrid deployment"),
        OptionalFeature(
            "applications",
            "App filtering",
            takes: "all, or some of the services, with commas"
        ),
        OptionalFeature(
            "excludedAttributes",
            "Attribute filtering",
            takes: "attributes that are left out, with commas"
        ),
        OptionalFeature("passwordHashSync", "Password hash synchronization"),
        OptionalFeature("passwordWriteback", "Password writeback"),
        OptionalFeature("groupWriteback", "Group writeback"),
        OptionalFeature(
            "deviceWriteback",
            "Device writeback",
            refusal: "It is switched among the device options: `dryad device-options`."
        ),
        OptionalFeature("extensions", "Directory extensions", takes: "user.ATTRIBUTE or group.ATTRIBUTE, with commas"),
        OptionalFeature(
            "userPrincipalName",
            "Attribute of the sign-in name",
            takes: "an attribute",
            refusal:
                "It is chosen when a server is installed: with another one, every person would sign in by another name."
        ),
        OptionalFeature(
            "sourceAnchor",
            "Source anchor",
            takes: "an attribute",
            refusal: "It is chosen when a server is installed. The one way to another is `dryad source-anchor switch`."
        ),
        OptionalFeature(
            "joining",
            "How people of several forests are joined",
            takes: "a method",
            refusal:
                "It is chosen when a server is installed: another one would join other objects than those that are joined."
        ),
        OptionalFeature("groupFilter", "Filtering by a group", takes: "a group", refusal: GroupFilterRequest.refusal),
    ]

    /// The feature of that name, whatever its case.
    public static func named(_ name: String) -> OptionalFeature? {
        all.first { $0.name.lowercased() == name.lowercased() }
    }

    /// The setting that it changes.
    var setting: String { name == "passwordWriteback" ? name : "options.\(name)" }

    /// What it is now.
    public func value(in configuration: WorkspaceConfiguration) -> String {
        if name == "groupFilter" {
            let groups = configuration.forests.compactMap { forest in forest.groupFilter.map { "\(forest.name): \($0)" }
            }
            return groups.isEmpty ? "off" : groups.joined(separator: ", ")
        }
        return SettingList(configuration).settings.first { $0.name == setting }?.value ?? "none"
    }

    private init(_ name: String, _ title: String, takes: String = "on or off", refusal: String? = nil) {
        self.name = name
        self.title = title
        self.takes = takes
        self.refusal = refusal
    }
}
