import CExpat

extension MarkupError {
    private static let mend = "Mend the document, or have it made anew by the program that wrote it."

    /// Says in words what libexpat has found.
    init(_ found: XML_Error, hasElements: Bool, at position: MarkupPosition) {
        switch found {
        case XML_ERROR_NO_ELEMENTS where !hasElements:
            self.init(.empty, at: position, "There is no element in it.", "Is this the right file, and is it whole?")
        case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR, XML_ERROR_UNCLOSED_CDATA_SECTION:
            self.init(
                .truncated,
                at: position,
                "The document breaks off: something that is open here does not end.",
                "Copy it once more, or have it exported anew."
            )
        case XML_ERROR_TAG_MISMATCH:
            self.init(.mismatchedTag, at: position, "This is not the end tag of the element that is open.", Self.mend)
        case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
            self.init(
                .trailing,
                at: position,
                "Something follows the end of the document's element.",
                "Take it away; one file holds one document."
            )
        case XML_ERROR_UNDEFINED_ENTITY, XML_ERROR_RECURSIVE_ENTITY_REF, XML_ERROR_BINARY_ENTITY_REF,
            XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF, XML_ERROR_ASYNC_ENTITY:
            self.init(
                .entity,
                at: position,
                "This refers to an entity that XML itself does not have.",
                "Write the text itself, or the number of the character."
            )
        case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING:
            self.init(
                .encoding,
                at: position,
                "The encoding that the document names is not its own, or is not known here.",
                "Save it as UTF-8."
            )
        case XML_ERROR_UNBOUND_PREFIX, XML_ERROR_UNDECLARING_PREFIX, XML_ERROR_RESERVED_PREFIX_XML,
            XML_ERROR_RESERVED_PREFIX_XMLNS, XML_ERROR_RESERVED_NAMESPACE_URI:
            self.init(.namespace, at: position, "A prefix here stands for no namespace, or must not.", Self.mend)
        case XML_ERROR_NO_MEMORY:
            self.init(.library, at: position, "There is no memory left to read it.", "Close other programs.")
        default:
            let words = XML_ErrorString(found).map { String(cString: $0) } ?? "error \(found.rawValue)"
            self.init(.malformed, at: position, "This is not XML (\(words)).", Self.mend)
        }
    }
}
