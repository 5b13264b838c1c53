import Directory
public import Plans
import SyncRules

/// What a page of optional features offers, and the request that follows from what was chosen on it.
public struct FeatureChoices: Sendable {
    /// The attributes of the tenant that can be left out, by name.
    public let attributes: [FilterableAttributes.Attribute]
    private let configuration: WorkspaceConfiguration

    /// Reads what there is to choose.
    public static func read(_ workspace: Workspace) async throws -> FeatureChoices {
        FeatureChoices(
            attributes: try await FilterableAttributes.read(workspace),
            configuration: workspace.configuration
        )
    }

    /// The applications, each with whether its attributes are exported.
    public var applications: [(name: String, isExported: Bool)] {
        CloudApplication.all.map { ($0.name, configuration.options.exports($0.name)) }
    }

    /// The directory extensions as a page writes them.
    public var extensions: String { configuration.options.extensions.map(\.description).joined(separator: ",") }

    /// Tells whether the same is offered again: what was not offered was not left out by anybody.
    public var fingerprint: Fingerprint {
        get throws { try Fingerprint(canonical: attributes.map(\.name)) }
    }

    /// Asks for what differs from now; no list of applications or attributes stands for all of them.
    public func request(
        on features: Set<String>,
        applications: [String]?,
        attributes kept: Set<String>?,
        extensions: String
    ) -> OptionsRequest {
        let options = configuration.options
        var values: [String: String] = [:]
        for feature in OptionalFeature.all where feature.refusal == nil && feature.takes == "on or off" {
            let word = features.contains(feature.name) ? "on" : "off"
            if feature.value(in: configuration) != word { values[feature.name] = word }
        }
        func set(_ name: String, to value: String, from present: String) {
            if present != value { values[name] = value }
        }
        let chosen = applications.flatMap { $0.count == CloudApplication.all.count ? nil : $0 }
        set(
            "applications",
            to: chosen?.joined(separator: ",") ?? "all",
            from: options.applications?.joined(separator: ",") ?? "all"
        )
        let left = kept.map { kept in attributes.filter { !$0.isNeeded && !kept.contains($0.name) }.map(\.name) } ?? []
        set(
            "excludedAttributes",
            to: left.joined(separator: ","),
            from: options.excludedAttributes.map(\.spelling).joined(separator: ",")
        )
        set("extensions", to: extensions, from: self.extensions)
        return OptionsRequest(values)
    }
}
