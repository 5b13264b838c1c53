public import Diagnostics

/// Reads seeds: CSV with a heading, or JSON as Graph gives it.
///
/// A seed is read whole or not at all. All of its mistakes are told at once.
public enum SeedReader {
    /// The records of a text, in its order; JSON is told by its first character.
    public static func read(_ source: SourceText) throws(SeedError) -> [SeedRecord] {
        let first = source.text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        var builder = SeedBuilder(source)
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            GraphSeed.read(into: &builder)
        } else {
            CSVSeed.read(into: &builder)
        }
        guard builder.diagnostics.isEmpty else { throw SeedError(builder.diagnostics) }
        guard !builder.records.isEmpty else {
            let nothing = Diagnostic("SEED001", .error, "there is no object in the seed", in: source)
            throw SeedError([nothing])
        }
        return builder.records
    }
}
