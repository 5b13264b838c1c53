public import Diagnostics

/// Reads seeds: CSV with a heading, or JSON as Graph gives it.
///
/// A seed is read whole or not at all. All of its mistakes are told at once.
public enum SeedReader {
    /// The records of a text, in its order; JSON is told by its first character.
    public static func read(_ source: SourceText) throws(SeedError) -> [SeedRecord] {
        let builder = draft(of: source)
        guard builder.diagnostics.isEmpty else { throw SeedError(builder.diagnostics) }
        return builder.records
    }

    /// The text of a file.
    ///
    /// Bytes that are not UTF-8 are refused with the place of the first: repaired, they would seed names that nobody has.
    public static func text(of bytes: [UInt8], named name: String) throws(SeedError) -> SourceText {
        if let text = String(validating: bytes, as: UTF8.self) { return SourceText(name: name, text: text) }
        throw SeedError([SeedEncoding.objection(to: bytes, named: name)])
    }

    /// The records of a text, those with mistakes among them, and its mistakes.
    static func draft(of source: SourceText) -> SeedBuilder {
        let first = source.text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        var builder = SeedBuilder(source)
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            GraphSeed.read(into: &builder)
        } else {
            CSVSeed.read(into: &builder)
        }
        if builder.records.isEmpty, builder.diagnostics.isEmpty {
            builder.report("SEED001", "there is no object in the seed", nil)
        }
        return builder
    }
}
