import Diagnostics
import Directory

/// Everything in `Directory` that reads what others wrote: the first byte chooses the reader, the rest is the text.
///
/// A reader may refuse; it may not trap, hang, or read back what it printed as something else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let rest = bytes.dropFirst()
    let text = String(decoding: rest, as: UTF8.self)
    switch choice % 6 {
    case 0:
        guard let name = DistinguishedName(text) else { break }
        let printed = DistinguishedName(components: name.components)
        precondition(DistinguishedName(printed.text) == name, "a name is not read back as itself")
    case 1:
        let result = LDIFReader.read(SourceText(name: "fuzz", text: text))
        guard result.isComplete else { break }
        let again = LDIFReader.read(SourceText(name: "fuzz", text: LDIFWriter.write(result.records)))
        precondition(again.records.map(\.dn) == result.records.map(\.dn), "a record is not read back as itself")
        precondition(
            again.records.map(\.values) == result.records.map(\.values),
            "values are not read back as themselves"
        )
    case 2:
        guard let url = LDAPURL(text) else { break }
        precondition(LDAPURL(url.description) == url, "a URL is not read back as itself")
    case 3: _ = OID(text)
    case 4: _ = AttributeName(text).isValid
    default:
        _ = SecurityIdentifier(bytes: rest).map { precondition(SecurityIdentifier($0.description) == $0) }
        _ = ObjectGUID(bytes: rest).map { precondition(ObjectGUID($0.description) == $0) }
    }
    return 0
}
