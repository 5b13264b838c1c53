import Diagnostics

/// The reader of expressions and their printer.
///
/// A text may be refused; places of mistakes have to lie in it, and what is read without one has to print to what reads
/// back as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    let parsed = Parser.parse(SourceText(name: "fuzz", text: text))
    for diagnostic in parsed.diagnostics {
        guard let range = diagnostic.range else { preconditionFailure("a mistake without a place") }
        precondition(range.start >= 0 && range.end <= text.utf8.count, "a place outside of the text")
    }
    precondition(parsed.tree != nil || !parsed.diagnostics.isEmpty, "no tree and no reason")
    guard let tree = parsed.tree, parsed.diagnostics.isEmpty else { return 0 }
    let printed = ExpressionPrinter.print(tree)
    let again = Parser.parse(SourceText(name: "printed", text: printed))
    precondition(again.diagnostics.isEmpty, "what was printed does not read")
    precondition(again.tree == tree, "what was printed reads as something else")
    return 0
}
