import DirectorySchema
import MarkupReading

/// Reads the file `MV.xml` of an exported server configuration.
enum GlobalDocumentReader {
    static func read(_ bytes: [UInt8], file: String) -> (global: GlobalSettings?, problems: [ExchangeProblem]) {
        do throws(MarkupError) {
            let frame = try MarkupReader.read(bytes, with: ConnectorFrame())
            let root = frame.tree.root
            let metaverse = frame.hasSchema ? try ConnectorExportReader.read(bytes).snapshot : nil
            let data = root.flatMap { $0.name.local == "mv-data" ? $0 : $0.child("mv-data") }
            let global = GlobalSettings(
                server: root?.attribute("server"),
                exportDate: root?.attribute("export-date"),
                parameters: ParameterValues.read(data),
                settings: SettingValues.read(
                    data,
                    without: ["format-version", "version", "schema", "parameter-values"]
                ),
                metaverse: metaverse
            )
            let problems = (metaverse?.unreadable ?? []).map {
                ExchangeProblem(.warning, "unreadableDefinition", file: file, "\($0.place): \($0.reason).")
            }
            return (global, problems)
        } catch {
            let line = error.position.line
            return (nil, [ExchangeProblem(.error, "malformedFile", file: file, line: line, "\(error)")])
        }
    }
}
