import DirectorySchema
import MarkupReading

/// What reads XML, and the schema in a connector's exported file: the first byte chooses.
///
/// A reader may refuse; it may not trap or hang, say something else when the bytes come in other pieces, or lose a
/// definition.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let rest = bytes.dropFirst()
    switch choice % 4 {
    case 0: compare(rest)
    case 1: _ = record([rest], MarkupLimits(depth: 4, bytes: 1024, elements: 16, attributes: 4, text: 64, tag: 128))
    case 2: schema(rest)
    default:
        // Definitions alone reach the schema's reader sooner than whole documents do.
        let names = "xmlns='http://www.dsml.org/DSML' xmlns:m='http://www.microsoft.com/MMS/DSML'"
        schema("<dsml \(names)><directory-schema>".utf8 + Array(rest) + "</directory-schema></dsml>".utf8)
    }
    return 0
}

/// Whole, in two pieces and byte by byte it is the same, or fails each time.
///
/// What is said of a failure can differ: libexpat tells what is wrong with a word that it has seen to its end from one of
/// which only the beginning has come.
private func compare(_ document: ArraySlice<UInt8>) {
    let whole = record([document])
    let middle = document.startIndex + document.count / 2
    precondition(record([document[..<middle], document[middle...]]) == whole, "in halves it is another document")
    precondition(record(document.indices.map { document[$0...$0] }) == whole, "in bytes it is another document")
}

/// A schema that was read has elements that can be walked, and reads the same a second time.
private func schema(_ document: some Sequence<UInt8>) {
    let bytes = Array(document)
    guard let found = try? ConnectorExportReader.read(bytes) else { return }
    for definition in found.snapshot.classes {
        precondition(ClassClosure(of: definition.name, in: found.snapshot) != nil, "a class is lost")
    }
    // Every definition has become something, or is reported.
    if let root = try? MarkupTree.read(bytes), root.name.local == "dsml" {
        let definitions = root.children.filter { $0.name.local == "directory-schema" }.flatMap(\.children).count
        let snapshot = found.snapshot
        let rules = snapshot.classes.count { $0.contentRule != nil }
        let kept = snapshot.attributes.count + snapshot.classes.count + rules + snapshot.unreadable.count
        precondition(kept >= definitions, "a definition is lost")
    }
}

private func record(_ pieces: [ArraySlice<UInt8>], _ limits: MarkupLimits = MarkupLimits()) -> [String] {
    guard var reader = try? MarkupReader(Recorder(), limits: limits) else { return [] }
    var depth = 0
    do throws(MarkupError) {
        for piece in pieces { try reader.read(piece) }
        let recorder = try reader.finish()
        for line in recorder.lines { depth += line.hasPrefix("<") ? 1 : line.hasPrefix(">") ? -1 : 0 }
        precondition(depth == 0 && !recorder.lines.isEmpty, "a document was read that is not whole")
        return recorder.lines
    } catch {
        return ["failed"]
    }
}

private struct Recorder: MarkupHandler {
    private(set) var lines: [String] = []

    mutating func start(_ name: XMLName, _ attributes: [XMLAttribute], at position: MarkupPosition) throws(MarkupError)
    {
        lines.append("<\(name) \(attributes) \(position)")
    }

    mutating func text(_ text: String, at position: MarkupPosition) throws(MarkupError) {
        lines.append("\"\(text) \(position)")
    }

    mutating func end(_ name: XMLName, at position: MarkupPosition) throws(MarkupError) {
        lines.append(">\(name) \(position)")
    }
}
