import Directory
import DirectorySchema
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Changes optional features.
public struct OptionsRequest: SettingsRequest {
    /// The features by name, each with its new value.
    public var values: [String: String]

    /// Asks for values of features: `on` or `off`, or lists with commas.
    public init(_ values: [String: String]) { self.values = values }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        var features: [OptionalFeature] = []
        for name in values.keys.sorted() {
            guard let feature = OptionalFeature.named(name) else {
                let known = OptionalFeature.all.map(\.name).joined(separator: ", ")
                throw TaskError(.options, "There is no optional feature \(name). There are \(known).")
            }
            if let reason = feature.refusal { throw TaskError(.notOffered, "\(feature.title): \(reason)") }
            features.append(feature)
        }
        var draft = SettingsDraft(workspace, touches: features.map(\.setting))
        var settings: [RuleOptionSetting] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let feature = OptionalFeature.named(name) else { continue }
            guard feature.name == "passwordWriteback" else {
                settings.append(RuleOptionSetting(key: feature.name, value: value))
                continue
            }
            guard let isOn = ["on": true, "off": false][value.lowercased()] else {
                throw TaskError(.options, "passwordWriteback takes on or off, not \"\(value)\".")
            }
            draft.configuration.hasPasswordWriteback = isOn
        }
        draft.configuration.options = try GenerateRules.options(settings, on: workspace.configuration.options)
        try await explain(workspace, &draft)
        return draft
    }

    private func explain(_ workspace: Workspace, _ draft: inout SettingsDraft) async throws {
        let (old, new) = (workspace.configuration, draft.configuration)
        func turned(_ feature: String, _ isOn: Bool) -> Bool {
            old.options.has(feature) != isOn && new.options.has(feature) == isOn
        }
        if new.hasPasswordWriteback, !old.hasPasswordWriteback {
            draft.consequences.append(
                "Passwords that people change in the tenant would be written back to the forests; Dryad writes to none and "
                    + "knows no passwords."
            )
        }
        if turned("groupWriteback", false) {
            draft.hazards.append(
                Hazard(
                    kind: "deletesWrittenGroups",
                    subject: "groupWriteback",
                    sentence: "Groups that were written back to a forest would be deleted there by the next cycle."
                )
            )
            for forest in old.forests {
                draft.requirements += [RunRequirement.Kind.fullImport, .fullSynchronization].map {
                    RunRequirement(connector: forest.connector, kind: $0, reason: "group writeback is off")
                }
            }
        }
        if old.options.synchronizesPasswords, !new.options.synchronizesPasswords, old.signIn.method == .passwordHashSync
        {
            draft.hazards.append(
                Hazard(
                    kind: "nobodySignsIn",
                    subject: "signIn",
                    sentence:
                        "People sign in with password hashes: without their synchronization, passwords that change in a "
                        + "forest do not change in the tenant. Change user sign-in first."
                )
            )
        }
        let attributes = Set(new.options.excludedAttributes).subtracting(old.options.excludedAttributes)
        if !attributes.isEmpty || new.options.applications != old.options.applications {
            draft.consequences.append(
                "Values that the tenant has of attributes that are left out stay there as they are."
            )
        }
        draft.hazards += try await unknown(
            workspace,
            new.options.extensions.filter { !old.options.extensions.contains($0) }
        )
    }

    /// Extensions of attributes that no cached schema allows.
    private func unknown(_ workspace: Workspace, _ extensions: [DirectoryExtension]) async throws -> [Hazard] {
        guard !extensions.isEmpty else { return [] }
        var schemas: [SchemaSnapshot] = []
        for forest in workspace.configuration.forests {
            if let schema = try await workspace.store.currentSchema(of: forest.connector.text) {
                schemas.append(schema.snapshot)
            }
        }
        return extensions.filter { one in !schemas.contains { $0.attribute(one.attribute) != nil } }.map { one in
            Hazard(
                kind: "unknownAttribute",
                subject: "\(one)",
                sentence:
                    "No cached schema has the attribute \(one.attribute). Was it added since? `dryad schema refresh`."
            )
        }
    }
}
