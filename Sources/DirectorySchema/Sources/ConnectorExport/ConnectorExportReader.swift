public import MarkupReading

/// Reads the schema that is cached in a connector's file of a Microsoft Entra Connect server configuration export.
///
/// It is a directory schema in DSML 1.0 with additions of Microsoft's, within `<ma-data>`, within that in
/// `<saved-ma-configuration>`, or by itself; the metaverse's file has one too. Elements are told by their namespaces. A
/// definition that cannot be read is kept and reported in `unreadable` with its place.
///
/// Such a schema has no OIDs, links, flags or defunct elements, and does not say which auxiliary classes a class has: what
/// they bring is the class's content rule.
public enum ConnectorExportReader {
    /// Reads a file whole; one that is cut, or holds no schema, is an error.
    public static func read(_ bytes: some Sequence<UInt8>) throws(MarkupError) -> ConnectorExportSchema {
        let handler = try MarkupReader.read(bytes, with: ConnectorExportHandler())
        return try handler.schema()
    }
}
