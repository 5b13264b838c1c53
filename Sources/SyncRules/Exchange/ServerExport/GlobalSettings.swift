public import DirectorySchema

/// What an exported configuration says of the whole server.
public struct GlobalSettings: Sendable, Hashable {
    /// The server's name; nothing where the file does not say.
    public let server: String?
    /// When it was exported, as the file writes it; nothing where it does not.
    public let exportDate: String?
    /// The options, such as `Microsoft.OptionalFeature.HybridExchange`.
    public let parameters: [String: String]
    /// Everything else that the file says, without the schema: values by the paths of their elements.
    public let settings: [String: String]
    /// The schema of the metaverse; nothing where the file has none.
    public let metaverse: SchemaSnapshot?

    /// Together with what another file says; this one wins.
    func merging(_ other: GlobalSettings) -> GlobalSettings {
        GlobalSettings(
            server: server ?? other.server,
            exportDate: exportDate ?? other.exportDate,
            parameters: parameters.merging(other.parameters) { first, _ in first },
            settings: settings.merging(other.settings) { first, _ in first },
            metaverse: metaverse ?? other.metaverse
        )
    }

    /// What another file says otherwise.
    func contradictions(_ other: GlobalSettings, file: String) -> [ExchangeProblem] {
        let contradicted = parameters.filter { key, value in (other.parameters[key] ?? value) != value }
        return contradicted.keys.sorted().map {
            ExchangeProblem(
                .warning,
                "contradictingParameter",
                file: file,
                "An earlier file gives the parameter \($0) another value, which was taken."
            )
        }
    }
}
