import Directory
import DirectorySchema
import Plans
import SQLiteStore
import SyncRules

/// Configures device options: hybrid join, and writing devices back.
public struct DeviceRequest: SettingsRequest {
    /// Whether devices of the tenant are written back; nothing leaves it as it is.
    public var writeback: Bool?
    /// The forest that they are written back to; nothing where there is one forest.
    public var forest: String?
    /// Whether computers are prepared to be joined to the tenant too.
    public var hybridJoin: Bool

    /// Asks for options.
    public init(writeback: Bool? = nil, forest: String? = nil, hybridJoin: Bool = false) {
        self.writeback = writeback
        self.forest = forest
        self.hybridJoin = hybridJoin
    }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        var touches: [String] = []
        if writeback != nil { touches.append("options.deviceWriteback") }
        if hybridJoin { touches.append("options.deviceWriteUp") }
        var draft = SettingsDraft(workspace, touches: touches)
        if let writeback {
            if !writeback, !workspace.configuration.options.has("deviceWriteback") {
                throw TaskError(.notOffered, "Device writeback is off; there is nothing to switch off.")
            }
            set("deviceWriteback", to: writeback, &draft)
            if writeback { try await prepareWriteback(workspace, &draft) }
        }
        if hybridJoin {
            set("deviceWriteUp", to: true, &draft)
            draft.consequences.append(
                "The product would write a service connection point into the configuration of each forest, by which computers "
                    + "find the tenant; Dryad writes to no directory."
            )
        }
        return draft
    }

    private func set(_ feature: String, to isOn: Bool, _ draft: inout SettingsDraft) {
        let others = draft.configuration.options.features.filter { $0 != feature }
        draft.configuration.options.features = others + (isOn ? [feature] : [])
    }

    private func prepareWriteback(_ workspace: Workspace, _ draft: inout SettingsDraft) async throws {
        let forests = workspace.configuration.forests
        guard forest != nil || forests.count == 1 else {
            throw TaskError(
                .options,
                "Devices are written back to one forest. Say which with --forest: "
                    + "\(forests.map(\.name).joined(separator: ", "))."
            )
        }
        guard let target = try workspace.forests(named: forest.map { [$0] } ?? []).first else { return }
        guard let schema = try await workspace.store.currentSchema(of: target.connector.text)?.snapshot else {
            throw TaskError(
                .notRefreshed,
                "The schema of \(target.name) has never been read. Run `dryad schema refresh` first."
            )
        }
        guard schema.objectClass("msDS-DeviceContainer") != nil else {
            throw TaskError(
                .notOffered,
                "The cached schema of \(target.name) has no class msDS-DeviceContainer, which comes with Windows Server 2012 "
                    + "R2. If the forest has it by now, refresh the schema first: `dryad schema refresh`."
            )
        }
        draft.consequences.append(
            "The product would make the container of devices in \(target.name); Dryad writes to no directory. Devices take up "
                + "to three hours."
        )
        for other in forests where other.connector != target.connector {
            let schema = try await workspace.store.currentSchema(of: other.connector.text)?.snapshot
            guard schema?.objectClass("msDS-Device") != nil else { continue }
            draft.consequences.append(
                "Dryad makes devices in the simulated copy of \(other.name) too, since its schema has the class msDS-Device: "
                    + "where there are to be none, disable the rule \"Out to AD - Device SOAInAAD\" of that forest."
            )
        }
    }
}
