// Generated from proto/*.proto by proto/generate.sh; do not edit.
// SPDX-License-Identifier: Apache-2.0
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";
$protobuf.util.Long = null;
$protobuf.configure();

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const feeder = $root.feeder = (() => {

    /**
     * Namespace feeder.
     * @exports feeder
     * @namespace
     */
    const feeder = {};

    feeder.NonceMessage = (function() {

        /**
         * Properties of a NonceMessage.
         * @typedef {Object} feeder.NonceMessage.$Properties
         * @property {number|null} [nonce] NonceMessage nonce
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NonceMessage.
         * @memberof feeder
         * @interface INonceMessage
         * @augments feeder.NonceMessage.$Properties
         * @deprecated Use feeder.NonceMessage.$Properties instead.
         */

        /**
         * Shape of a NonceMessage.
         * @typedef {feeder.NonceMessage.$Properties} feeder.NonceMessage.$Shape
         */

        /**
         * Constructs a new NonceMessage.
         * @memberof feeder
         * @classdesc Represents a NonceMessage.
         * @constructor
         * @param {feeder.NonceMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NonceMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NonceMessage nonce.
         * @member {number} nonce
         * @memberof feeder.NonceMessage
         * @instance
         */
        NonceMessage.prototype.nonce = 0;

        /**
         * Creates a new NonceMessage instance using the specified properties.
         * @function create
         * @memberof feeder.NonceMessage
         * @static
         * @param {feeder.NonceMessage.$Properties=} [properties] Properties to set
         * @returns {feeder.NonceMessage} NonceMessage instance
         * @type {{
         *   (properties: feeder.NonceMessage.$Shape): feeder.NonceMessage & feeder.NonceMessage.$Shape;
         *   (properties?: feeder.NonceMessage.$Properties): feeder.NonceMessage;
         * }}
         */
        NonceMessage.create = function(properties) {
            return new NonceMessage(properties);
        };

        /**
         * Encodes the specified NonceMessage message. Does not implicitly {@link feeder.NonceMessage.verify|verify} messages.
         * @function encode
         * @memberof feeder.NonceMessage
         * @static
         * @param {feeder.NonceMessage.$Properties} message NonceMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NonceMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.nonce);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NonceMessage message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.NonceMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.NonceMessage & feeder.NonceMessage.$Shape} NonceMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NonceMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.NonceMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NonceMessage;
    })();

    feeder.ReplyMessage = (function() {

        /**
         * Properties of a ReplyMessage.
         * @typedef {Object} feeder.ReplyMessage.$Properties
         * @property {number|null} [Retval] ReplyMessage Retval
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ReplyMessage.
         * @memberof feeder
         * @interface IReplyMessage
         * @augments feeder.ReplyMessage.$Properties
         * @deprecated Use feeder.ReplyMessage.$Properties instead.
         */

        /**
         * Shape of a ReplyMessage.
         * @typedef {feeder.ReplyMessage.$Properties} feeder.ReplyMessage.$Shape
         */

        /**
         * Constructs a new ReplyMessage.
         * @memberof feeder
         * @classdesc Represents a ReplyMessage.
         * @constructor
         * @param {feeder.ReplyMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ReplyMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ReplyMessage Retval.
         * @member {number} Retval
         * @memberof feeder.ReplyMessage
         * @instance
         */
        ReplyMessage.prototype.Retval = 0;

        /**
         * Creates a new ReplyMessage instance using the specified properties.
         * @function create
         * @memberof feeder.ReplyMessage
         * @static
         * @param {feeder.ReplyMessage.$Properties=} [properties] Properties to set
         * @returns {feeder.ReplyMessage} ReplyMessage instance
         * @type {{
         *   (properties: feeder.ReplyMessage.$Shape): feeder.ReplyMessage & feeder.ReplyMessage.$Shape;
         *   (properties?: feeder.ReplyMessage.$Properties): feeder.ReplyMessage;
         * }}
         */
        ReplyMessage.create = function(properties) {
            return new ReplyMessage(properties);
        };

        /**
         * Encodes the specified ReplyMessage message. Does not implicitly {@link feeder.ReplyMessage.verify|verify} messages.
         * @function encode
         * @memberof feeder.ReplyMessage
         * @static
         * @param {feeder.ReplyMessage.$Properties} message ReplyMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ReplyMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.Retval != null && $Object.hasOwnProperty.call(message, "Retval") && message.Retval !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.Retval);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ReplyMessage message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.ReplyMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.ReplyMessage & feeder.ReplyMessage.$Shape} ReplyMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ReplyMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.ReplyMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.Retval = value;
                        else
                            delete message.Retval;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReplyMessage;
    })();

    feeder.RequestMessage = (function() {

        /**
         * Properties of a RequestMessage.
         * @typedef {Object} feeder.RequestMessage.$Properties
         * @property {string|null} [Filter] RequestMessage Filter
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestMessage.
         * @memberof feeder
         * @interface IRequestMessage
         * @augments feeder.RequestMessage.$Properties
         * @deprecated Use feeder.RequestMessage.$Properties instead.
         */

        /**
         * Shape of a RequestMessage.
         * @typedef {feeder.RequestMessage.$Properties} feeder.RequestMessage.$Shape
         */

        /**
         * Constructs a new RequestMessage.
         * @memberof feeder
         * @classdesc Represents a RequestMessage.
         * @constructor
         * @param {feeder.RequestMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestMessage Filter.
         * @member {string} Filter
         * @memberof feeder.RequestMessage
         * @instance
         */
        RequestMessage.prototype.Filter = "";

        /**
         * Creates a new RequestMessage instance using the specified properties.
         * @function create
         * @memberof feeder.RequestMessage
         * @static
         * @param {feeder.RequestMessage.$Properties=} [properties] Properties to set
         * @returns {feeder.RequestMessage} RequestMessage instance
         * @type {{
         *   (properties: feeder.RequestMessage.$Shape): feeder.RequestMessage & feeder.RequestMessage.$Shape;
         *   (properties?: feeder.RequestMessage.$Properties): feeder.RequestMessage;
         * }}
         */
        RequestMessage.create = function(properties) {
            return new RequestMessage(properties);
        };

        /**
         * Encodes the specified RequestMessage message. Does not implicitly {@link feeder.RequestMessage.verify|verify} messages.
         * @function encode
         * @memberof feeder.RequestMessage
         * @static
         * @param {feeder.RequestMessage.$Properties} message RequestMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.Filter != null && $Object.hasOwnProperty.call(message, "Filter") && message.Filter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.Filter);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestMessage message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.RequestMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.RequestMessage & feeder.RequestMessage.$Shape} RequestMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.RequestMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Filter = value;
                        else
                            delete message.Filter;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestMessage;
    })();

    feeder.Message = (function() {

        /**
         * Properties of a Message.
         * @typedef {Object} feeder.Message.$Properties
         * @property {number|null} [Timestamp] Message Timestamp
         * @property {string|null} [UpdatedTime] Message UpdatedTime
         * @property {string|null} [ClusterName] Message ClusterName
         * @property {string|null} [HostName] Message HostName
         * @property {string|null} [HostIP] Message HostIP
         * @property {string|null} [Type] Message Type
         * @property {string|null} [Level] Message Level
         * @property {string|null} [Message] Message Message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Message.
         * @memberof feeder
         * @interface IMessage
         * @augments feeder.Message.$Properties
         * @deprecated Use feeder.Message.$Properties instead.
         */

        /**
         * Shape of a Message.
         * @typedef {feeder.Message.$Properties} feeder.Message.$Shape
         */

        /**
         * Constructs a new Message.
         * @memberof feeder
         * @classdesc Represents a Message.
         * @constructor
         * @param {feeder.Message.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Message = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Message Timestamp.
         * @member {number} Timestamp
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.Timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Message UpdatedTime.
         * @member {string} UpdatedTime
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.UpdatedTime = "";

        /**
         * Message ClusterName.
         * @member {string} ClusterName
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.ClusterName = "";

        /**
         * Message HostName.
         * @member {string} HostName
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.HostName = "";

        /**
         * Message HostIP.
         * @member {string} HostIP
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.HostIP = "";

        /**
         * Message Type.
         * @member {string} Type
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.Type = "";

        /**
         * Message Level.
         * @member {string} Level
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.Level = "";

        /**
         * Message Message.
         * @member {string} Message
         * @memberof feeder.Message
         * @instance
         */
        Message.prototype.Message = "";

        /**
         * Creates a new Message instance using the specified properties.
         * @function create
         * @memberof feeder.Message
         * @static
         * @param {feeder.Message.$Properties=} [properties] Properties to set
         * @returns {feeder.Message} Message instance
         * @type {{
         *   (properties: feeder.Message.$Shape): feeder.Message & feeder.Message.$Shape;
         *   (properties?: feeder.Message.$Properties): feeder.Message;
         * }}
         */
        Message.create = function(properties) {
            return new Message(properties);
        };

        /**
         * Encodes the specified Message message. Does not implicitly {@link feeder.Message.verify|verify} messages.
         * @function encode
         * @memberof feeder.Message
         * @static
         * @param {feeder.Message.$Properties} message Message message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Message.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.Timestamp != null && $Object.hasOwnProperty.call(message, "Timestamp") && (typeof message.Timestamp === "object" ? message.Timestamp.low || message.Timestamp.high : message.Timestamp !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.Timestamp);
            if (message.UpdatedTime != null && $Object.hasOwnProperty.call(message, "UpdatedTime") && message.UpdatedTime !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.UpdatedTime);
            if (message.ClusterName != null && $Object.hasOwnProperty.call(message, "ClusterName") && message.ClusterName !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.ClusterName);
            if (message.HostName != null && $Object.hasOwnProperty.call(message, "HostName") && message.HostName !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.HostName);
            if (message.HostIP != null && $Object.hasOwnProperty.call(message, "HostIP") && message.HostIP !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.HostIP);
            if (message.Type != null && $Object.hasOwnProperty.call(message, "Type") && message.Type !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.Type);
            if (message.Level != null && $Object.hasOwnProperty.call(message, "Level") && message.Level !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.Level);
            if (message.Message != null && $Object.hasOwnProperty.call(message, "Message") && message.Message !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.Message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Message message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.Message
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.Message & feeder.Message.$Shape} Message
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Message.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.Message();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.Timestamp = value;
                        else
                            delete message.Timestamp;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.UpdatedTime = value;
                        else
                            delete message.UpdatedTime;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ClusterName = value;
                        else
                            delete message.ClusterName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.HostName = value;
                        else
                            delete message.HostName;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.HostIP = value;
                        else
                            delete message.HostIP;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Type = value;
                        else
                            delete message.Type;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Level = value;
                        else
                            delete message.Level;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Message = value;
                        else
                            delete message.Message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Message;
    })();

    feeder.Podowner = (function() {

        /**
         * Properties of a Podowner.
         * @typedef {Object} feeder.Podowner.$Properties
         * @property {string|null} [Ref] Podowner Ref
         * @property {string|null} [Name] Podowner Name
         * @property {string|null} [Namespace] Podowner Namespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Podowner.
         * @memberof feeder
         * @interface IPodowner
         * @augments feeder.Podowner.$Properties
         * @deprecated Use feeder.Podowner.$Properties instead.
         */

        /**
         * Shape of a Podowner.
         * @typedef {feeder.Podowner.$Properties} feeder.Podowner.$Shape
         */

        /**
         * Constructs a new Podowner.
         * @memberof feeder
         * @classdesc Represents a Podowner.
         * @constructor
         * @param {feeder.Podowner.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Podowner = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Podowner Ref.
         * @member {string} Ref
         * @memberof feeder.Podowner
         * @instance
         */
        Podowner.prototype.Ref = "";

        /**
         * Podowner Name.
         * @member {string} Name
         * @memberof feeder.Podowner
         * @instance
         */
        Podowner.prototype.Name = "";

        /**
         * Podowner Namespace.
         * @member {string} Namespace
         * @memberof feeder.Podowner
         * @instance
         */
        Podowner.prototype.Namespace = "";

        /**
         * Creates a new Podowner instance using the specified properties.
         * @function create
         * @memberof feeder.Podowner
         * @static
         * @param {feeder.Podowner.$Properties=} [properties] Properties to set
         * @returns {feeder.Podowner} Podowner instance
         * @type {{
         *   (properties: feeder.Podowner.$Shape): feeder.Podowner & feeder.Podowner.$Shape;
         *   (properties?: feeder.Podowner.$Properties): feeder.Podowner;
         * }}
         */
        Podowner.create = function(properties) {
            return new Podowner(properties);
        };

        /**
         * Encodes the specified Podowner message. Does not implicitly {@link feeder.Podowner.verify|verify} messages.
         * @function encode
         * @memberof feeder.Podowner
         * @static
         * @param {feeder.Podowner.$Properties} message Podowner message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Podowner.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.Ref != null && $Object.hasOwnProperty.call(message, "Ref") && message.Ref !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.Ref);
            if (message.Name != null && $Object.hasOwnProperty.call(message, "Name") && message.Name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.Name);
            if (message.Namespace != null && $Object.hasOwnProperty.call(message, "Namespace") && message.Namespace !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.Namespace);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Podowner message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.Podowner
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.Podowner & feeder.Podowner.$Shape} Podowner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Podowner.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.Podowner();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Ref = value;
                        else
                            delete message.Ref;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Name = value;
                        else
                            delete message.Name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Namespace = value;
                        else
                            delete message.Namespace;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Podowner;
    })();

    feeder.ExecEvent = (function() {

        /**
         * Properties of an ExecEvent.
         * @typedef {Object} feeder.ExecEvent.$Properties
         * @property {string|null} [ExecID] ExecEvent ExecID
         * @property {string|null} [ExecutableName] ExecEvent ExecutableName
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ExecEvent.
         * @memberof feeder
         * @interface IExecEvent
         * @augments feeder.ExecEvent.$Properties
         * @deprecated Use feeder.ExecEvent.$Properties instead.
         */

        /**
         * Shape of an ExecEvent.
         * @typedef {feeder.ExecEvent.$Properties} feeder.ExecEvent.$Shape
         */

        /**
         * Constructs a new ExecEvent.
         * @memberof feeder
         * @classdesc Represents an ExecEvent.
         * @constructor
         * @param {feeder.ExecEvent.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ExecEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ExecEvent ExecID.
         * @member {string} ExecID
         * @memberof feeder.ExecEvent
         * @instance
         */
        ExecEvent.prototype.ExecID = "";

        /**
         * ExecEvent ExecutableName.
         * @member {string} ExecutableName
         * @memberof feeder.ExecEvent
         * @instance
         */
        ExecEvent.prototype.ExecutableName = "";

        /**
         * Creates a new ExecEvent instance using the specified properties.
         * @function create
         * @memberof feeder.ExecEvent
         * @static
         * @param {feeder.ExecEvent.$Properties=} [properties] Properties to set
         * @returns {feeder.ExecEvent} ExecEvent instance
         * @type {{
         *   (properties: feeder.ExecEvent.$Shape): feeder.ExecEvent & feeder.ExecEvent.$Shape;
         *   (properties?: feeder.ExecEvent.$Properties): feeder.ExecEvent;
         * }}
         */
        ExecEvent.create = function(properties) {
            return new ExecEvent(properties);
        };

        /**
         * Encodes the specified ExecEvent message. Does not implicitly {@link feeder.ExecEvent.verify|verify} messages.
         * @function encode
         * @memberof feeder.ExecEvent
         * @static
         * @param {feeder.ExecEvent.$Properties} message ExecEvent message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ExecEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ExecID != null && $Object.hasOwnProperty.call(message, "ExecID") && message.ExecID !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.ExecID);
            if (message.ExecutableName != null && $Object.hasOwnProperty.call(message, "ExecutableName") && message.ExecutableName !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.ExecutableName);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ExecEvent message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.ExecEvent
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.ExecEvent & feeder.ExecEvent.$Shape} ExecEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ExecEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.ExecEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ExecID = value;
                        else
                            delete message.ExecID;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ExecutableName = value;
                        else
                            delete message.ExecutableName;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ExecEvent;
    })();

    feeder.Alert = (function() {

        /**
         * Properties of an Alert.
         * @typedef {Object} feeder.Alert.$Properties
         * @property {number|null} [Timestamp] Alert Timestamp
         * @property {string|null} [UpdatedTime] Alert UpdatedTime
         * @property {string|null} [ClusterName] Alert ClusterName
         * @property {string|null} [HostName] Alert HostName
         * @property {string|null} [NamespaceName] Alert NamespaceName
         * @property {string|null} [PodName] Alert PodName
         * @property {string|null} [ContainerID] Alert ContainerID
         * @property {string|null} [ContainerName] Alert ContainerName
         * @property {number|null} [HostPID] Alert HostPID
         * @property {number|null} [PPID] Alert PPID
         * @property {number|null} [PID] Alert PID
         * @property {number|null} [UID] Alert UID
         * @property {string|null} [PolicyName] Alert PolicyName
         * @property {string|null} [Severity] Alert Severity
         * @property {string|null} [Tags] Alert Tags
         * @property {string|null} [Message] Alert Message
         * @property {string|null} [Type] Alert Type
         * @property {string|null} [Source] Alert Source
         * @property {string|null} [Operation] Alert Operation
         * @property {string|null} [Resource] Alert Resource
         * @property {string|null} [Data] Alert Data
         * @property {string|null} [Action] Alert Action
         * @property {string|null} [Result] Alert Result
         * @property {string|null} [ContainerImage] Alert ContainerImage
         * @property {string|null} [ParentProcessName] Alert ParentProcessName
         * @property {string|null} [ProcessName] Alert ProcessName
         * @property {number|null} [HostPPID] Alert HostPPID
         * @property {string|null} [Enforcer] Alert Enforcer
         * @property {string|null} [Labels] Alert Labels
         * @property {Array.<string>|null} [ATags] Alert ATags
         * @property {feeder.Podowner.$Properties|null} [Owner] Alert Owner
         * @property {string|null} [Cwd] Alert Cwd
         * @property {string|null} [TTY] Alert TTY
         * @property {number|null} [MaxAlertsPerSec] Alert MaxAlertsPerSec
         * @property {number|null} [DroppingAlertsInterval] Alert DroppingAlertsInterval
         * @property {feeder.ExecEvent.$Properties|null} [ExecEvent] Alert ExecEvent
         * @property {string|null} [KubeArmorVersion] Alert KubeArmorVersion
         * @property {string|null} [NodeID] Alert NodeID
         * @property {string|null} [ProcessHash] Alert ProcessHash
         * @property {string|null} [ParentHash] Alert ParentHash
         * @property {string|null} [ResourceHash] Alert ResourceHash
         * @property {string|null} [HashAlgo] Alert HashAlgo
         * @property {Object.<string,string>|null} [EventData] Alert EventData
         * @property {string|null} [UserName] Alert UserName
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Alert.
         * @memberof feeder
         * @interface IAlert
         * @augments feeder.Alert.$Properties
         * @deprecated Use feeder.Alert.$Properties instead.
         */

        /**
         * Shape of an Alert.
         * @typedef {feeder.Alert.$Properties} feeder.Alert.$Shape
         */

        /**
         * Constructs a new Alert.
         * @memberof feeder
         * @classdesc Represents an Alert.
         * @constructor
         * @param {feeder.Alert.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Alert = function (properties) {
            this.ATags = [];
            this.EventData = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Alert Timestamp.
         * @member {number} Timestamp
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Alert UpdatedTime.
         * @member {string} UpdatedTime
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.UpdatedTime = "";

        /**
         * Alert ClusterName.
         * @member {string} ClusterName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ClusterName = "";

        /**
         * Alert HostName.
         * @member {string} HostName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.HostName = "";

        /**
         * Alert NamespaceName.
         * @member {string} NamespaceName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.NamespaceName = "";

        /**
         * Alert PodName.
         * @member {string} PodName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.PodName = "";

        /**
         * Alert ContainerID.
         * @member {string} ContainerID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ContainerID = "";

        /**
         * Alert ContainerName.
         * @member {string} ContainerName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ContainerName = "";

        /**
         * Alert HostPID.
         * @member {number} HostPID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.HostPID = 0;

        /**
         * Alert PPID.
         * @member {number} PPID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.PPID = 0;

        /**
         * Alert PID.
         * @member {number} PID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.PID = 0;

        /**
         * Alert UID.
         * @member {number} UID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.UID = 0;

        /**
         * Alert PolicyName.
         * @member {string} PolicyName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.PolicyName = "";

        /**
         * Alert Severity.
         * @member {string} Severity
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Severity = "";

        /**
         * Alert Tags.
         * @member {string} Tags
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Tags = "";

        /**
         * Alert Message.
         * @member {string} Message
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Message = "";

        /**
         * Alert Type.
         * @member {string} Type
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Type = "";

        /**
         * Alert Source.
         * @member {string} Source
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Source = "";

        /**
         * Alert Operation.
         * @member {string} Operation
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Operation = "";

        /**
         * Alert Resource.
         * @member {string} Resource
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Resource = "";

        /**
         * Alert Data.
         * @member {string} Data
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Data = "";

        /**
         * Alert Action.
         * @member {string} Action
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Action = "";

        /**
         * Alert Result.
         * @member {string} Result
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Result = "";

        /**
         * Alert ContainerImage.
         * @member {string} ContainerImage
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ContainerImage = "";

        /**
         * Alert ParentProcessName.
         * @member {string} ParentProcessName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ParentProcessName = "";

        /**
         * Alert ProcessName.
         * @member {string} ProcessName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ProcessName = "";

        /**
         * Alert HostPPID.
         * @member {number} HostPPID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.HostPPID = 0;

        /**
         * Alert Enforcer.
         * @member {string} Enforcer
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Enforcer = "";

        /**
         * Alert Labels.
         * @member {string} Labels
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Labels = "";

        /**
         * Alert ATags.
         * @member {Array.<string>} ATags
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ATags = $util.emptyArray;

        /**
         * Alert Owner.
         * @member {feeder.Podowner.$Properties|null|undefined} Owner
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Owner = null;

        /**
         * Alert Cwd.
         * @member {string} Cwd
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.Cwd = "";

        /**
         * Alert TTY.
         * @member {string} TTY
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.TTY = "";

        /**
         * Alert MaxAlertsPerSec.
         * @member {number} MaxAlertsPerSec
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.MaxAlertsPerSec = 0;

        /**
         * Alert DroppingAlertsInterval.
         * @member {number} DroppingAlertsInterval
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.DroppingAlertsInterval = 0;

        /**
         * Alert ExecEvent.
         * @member {feeder.ExecEvent.$Properties|null|undefined} ExecEvent
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ExecEvent = null;

        /**
         * Alert KubeArmorVersion.
         * @member {string} KubeArmorVersion
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.KubeArmorVersion = "";

        /**
         * Alert NodeID.
         * @member {string} NodeID
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.NodeID = "";

        /**
         * Alert ProcessHash.
         * @member {string} ProcessHash
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ProcessHash = "";

        /**
         * Alert ParentHash.
         * @member {string} ParentHash
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ParentHash = "";

        /**
         * Alert ResourceHash.
         * @member {string} ResourceHash
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.ResourceHash = "";

        /**
         * Alert HashAlgo.
         * @member {string} HashAlgo
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.HashAlgo = "";

        /**
         * Alert EventData.
         * @member {Object.<string,string>} EventData
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.EventData = $util.emptyObject;

        /**
         * Alert UserName.
         * @member {string} UserName
         * @memberof feeder.Alert
         * @instance
         */
        Alert.prototype.UserName = "";

        /**
         * Creates a new Alert instance using the specified properties.
         * @function create
         * @memberof feeder.Alert
         * @static
         * @param {feeder.Alert.$Properties=} [properties] Properties to set
         * @returns {feeder.Alert} Alert instance
         * @type {{
         *   (properties: feeder.Alert.$Shape): feeder.Alert & feeder.Alert.$Shape;
         *   (properties?: feeder.Alert.$Properties): feeder.Alert;
         * }}
         */
        Alert.create = function(properties) {
            return new Alert(properties);
        };

        /**
         * Encodes the specified Alert message. Does not implicitly {@link feeder.Alert.verify|verify} messages.
         * @function encode
         * @memberof feeder.Alert
         * @static
         * @param {feeder.Alert.$Properties} message Alert message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Alert.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.Timestamp != null && $Object.hasOwnProperty.call(message, "Timestamp") && (typeof message.Timestamp === "object" ? message.Timestamp.low || message.Timestamp.high : message.Timestamp !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.Timestamp);
            if (message.UpdatedTime != null && $Object.hasOwnProperty.call(message, "UpdatedTime") && message.UpdatedTime !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.UpdatedTime);
            if (message.ClusterName != null && $Object.hasOwnProperty.call(message, "ClusterName") && message.ClusterName !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.ClusterName);
            if (message.HostName != null && $Object.hasOwnProperty.call(message, "HostName") && message.HostName !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.HostName);
            if (message.NamespaceName != null && $Object.hasOwnProperty.call(message, "NamespaceName") && message.NamespaceName !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.NamespaceName);
            if (message.PodName != null && $Object.hasOwnProperty.call(message, "PodName") && message.PodName !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.PodName);
            if (message.ContainerID != null && $Object.hasOwnProperty.call(message, "ContainerID") && message.ContainerID !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.ContainerID);
            if (message.ContainerName != null && $Object.hasOwnProperty.call(message, "ContainerName") && message.ContainerName !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.ContainerName);
            if (message.HostPID != null && $Object.hasOwnProperty.call(message, "HostPID") && message.HostPID !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).int32(message.HostPID);
            if (message.PPID != null && $Object.hasOwnProperty.call(message, "PPID") && message.PPID !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).int32(message.PPID);
            if (message.PID != null && $Object.hasOwnProperty.call(message, "PID") && message.PID !== 0)
                writer.uint32(/* id 11, wireType 0 =*/88).int32(message.PID);
            if (message.UID != null && $Object.hasOwnProperty.call(message, "UID") && message.UID !== 0)
                writer.uint32(/* id 12, wireType 0 =*/96).int32(message.UID);
            if (message.PolicyName != null && $Object.hasOwnProperty.call(message, "PolicyName") && message.PolicyName !== "")
                writer.uint32(/* id 13, wireType 2 =*/106).string(message.PolicyName);
            if (message.Severity != null && $Object.hasOwnProperty.call(message, "Severity") && message.Severity !== "")
                writer.uint32(/* id 14, wireType 2 =*/114).string(message.Severity);
            if (message.Tags != null && $Object.hasOwnProperty.call(message, "Tags") && message.Tags !== "")
                writer.uint32(/* id 15, wireType 2 =*/122).string(message.Tags);
            if (message.Message != null && $Object.hasOwnProperty.call(message, "Message") && message.Message !== "")
                writer.uint32(/* id 16, wireType 2 =*/130).string(message.Message);
            if (message.Type != null && $Object.hasOwnProperty.call(message, "Type") && message.Type !== "")
                writer.uint32(/* id 17, wireType 2 =*/138).string(message.Type);
            if (message.Source != null && $Object.hasOwnProperty.call(message, "Source") && message.Source !== "")
                writer.uint32(/* id 18, wireType 2 =*/146).string(message.Source);
            if (message.Operation != null && $Object.hasOwnProperty.call(message, "Operation") && message.Operation !== "")
                writer.uint32(/* id 19, wireType 2 =*/154).string(message.Operation);
            if (message.Resource != null && $Object.hasOwnProperty.call(message, "Resource") && message.Resource !== "")
                writer.uint32(/* id 20, wireType 2 =*/162).string(message.Resource);
            if (message.Data != null && $Object.hasOwnProperty.call(message, "Data") && message.Data !== "")
                writer.uint32(/* id 21, wireType 2 =*/170).string(message.Data);
            if (message.Action != null && $Object.hasOwnProperty.call(message, "Action") && message.Action !== "")
                writer.uint32(/* id 22, wireType 2 =*/178).string(message.Action);
            if (message.Result != null && $Object.hasOwnProperty.call(message, "Result") && message.Result !== "")
                writer.uint32(/* id 23, wireType 2 =*/186).string(message.Result);
            if (message.ContainerImage != null && $Object.hasOwnProperty.call(message, "ContainerImage") && message.ContainerImage !== "")
                writer.uint32(/* id 24, wireType 2 =*/194).string(message.ContainerImage);
            if (message.ParentProcessName != null && $Object.hasOwnProperty.call(message, "ParentProcessName") && message.ParentProcessName !== "")
                writer.uint32(/* id 25, wireType 2 =*/202).string(message.ParentProcessName);
            if (message.ProcessName != null && $Object.hasOwnProperty.call(message, "ProcessName") && message.ProcessName !== "")
                writer.uint32(/* id 26, wireType 2 =*/210).string(message.ProcessName);
            if (message.HostPPID != null && $Object.hasOwnProperty.call(message, "HostPPID") && message.HostPPID !== 0)
                writer.uint32(/* id 27, wireType 0 =*/216).int32(message.HostPPID);
            if (message.Enforcer != null && $Object.hasOwnProperty.call(message, "Enforcer") && message.Enforcer !== "")
                writer.uint32(/* id 28, wireType 2 =*/226).string(message.Enforcer);
            if (message.Labels != null && $Object.hasOwnProperty.call(message, "Labels") && message.Labels !== "")
                writer.uint32(/* id 29, wireType 2 =*/234).string(message.Labels);
            if (message.ATags != null && message.ATags.length)
                for (let i = 0; i < message.ATags.length; ++i)
                    writer.uint32(/* id 30, wireType 2 =*/242).string(message.ATags[i]);
            if (message.Owner != null && $Object.hasOwnProperty.call(message, "Owner"))
                $root.feeder.Podowner.encode(message.Owner, writer.uint32(/* id 31, wireType 2 =*/250).fork(), _depth + 1).ldelim();
            if (message.Cwd != null && $Object.hasOwnProperty.call(message, "Cwd") && message.Cwd !== "")
                writer.uint32(/* id 32, wireType 2 =*/258).string(message.Cwd);
            if (message.TTY != null && $Object.hasOwnProperty.call(message, "TTY") && message.TTY !== "")
                writer.uint32(/* id 33, wireType 2 =*/266).string(message.TTY);
            if (message.MaxAlertsPerSec != null && $Object.hasOwnProperty.call(message, "MaxAlertsPerSec") && message.MaxAlertsPerSec !== 0)
                writer.uint32(/* id 34, wireType 0 =*/272).int32(message.MaxAlertsPerSec);
            if (message.DroppingAlertsInterval != null && $Object.hasOwnProperty.call(message, "DroppingAlertsInterval") && message.DroppingAlertsInterval !== 0)
                writer.uint32(/* id 35, wireType 0 =*/280).int32(message.DroppingAlertsInterval);
            if (message.ExecEvent != null && $Object.hasOwnProperty.call(message, "ExecEvent"))
                $root.feeder.ExecEvent.encode(message.ExecEvent, writer.uint32(/* id 36, wireType 2 =*/290).fork(), _depth + 1).ldelim();
            if (message.KubeArmorVersion != null && $Object.hasOwnProperty.call(message, "KubeArmorVersion") && message.KubeArmorVersion !== "")
                writer.uint32(/* id 37, wireType 2 =*/298).string(message.KubeArmorVersion);
            if (message.NodeID != null && $Object.hasOwnProperty.call(message, "NodeID") && message.NodeID !== "")
                writer.uint32(/* id 38, wireType 2 =*/306).string(message.NodeID);
            if (message.ProcessHash != null && $Object.hasOwnProperty.call(message, "ProcessHash") && message.ProcessHash !== "")
                writer.uint32(/* id 39, wireType 2 =*/314).string(message.ProcessHash);
            if (message.ParentHash != null && $Object.hasOwnProperty.call(message, "ParentHash") && message.ParentHash !== "")
                writer.uint32(/* id 40, wireType 2 =*/322).string(message.ParentHash);
            if (message.ResourceHash != null && $Object.hasOwnProperty.call(message, "ResourceHash") && message.ResourceHash !== "")
                writer.uint32(/* id 41, wireType 2 =*/330).string(message.ResourceHash);
            if (message.HashAlgo != null && $Object.hasOwnProperty.call(message, "HashAlgo") && message.HashAlgo !== "")
                writer.uint32(/* id 42, wireType 2 =*/338).string(message.HashAlgo);
            if (message.EventData != null && $Object.hasOwnProperty.call(message, "EventData"))
                for (let keys = $Object.keys(message.EventData), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 43, wireType 2 =*/346).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.EventData[keys[i]]).ldelim();
            if (message.UserName != null && $Object.hasOwnProperty.call(message, "UserName") && message.UserName !== "")
                writer.uint32(/* id 44, wireType 2 =*/354).string(message.UserName);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Alert message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.Alert
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.Alert & feeder.Alert.$Shape} Alert
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Alert.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.Alert();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.Timestamp = value;
                        else
                            delete message.Timestamp;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.UpdatedTime = value;
                        else
                            delete message.UpdatedTime;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ClusterName = value;
                        else
                            delete message.ClusterName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.HostName = value;
                        else
                            delete message.HostName;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.NamespaceName = value;
                        else
                            delete message.NamespaceName;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.PodName = value;
                        else
                            delete message.PodName;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ContainerID = value;
                        else
                            delete message.ContainerID;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ContainerName = value;
                        else
                            delete message.ContainerName;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.HostPID = value;
                        else
                            delete message.HostPID;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.PPID = value;
                        else
                            delete message.PPID;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.PID = value;
                        else
                            delete message.PID;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.UID = value;
                        else
                            delete message.UID;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.PolicyName = value;
                        else
                            delete message.PolicyName;
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Severity = value;
                        else
                            delete message.Severity;
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Tags = value;
                        else
                            delete message.Tags;
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Message = value;
                        else
                            delete message.Message;
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Type = value;
                        else
                            delete message.Type;
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Source = value;
                        else
                            delete message.Source;
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Operation = value;
                        else
                            delete message.Operation;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Resource = value;
                        else
                            delete message.Resource;
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Data = value;
                        else
                            delete message.Data;
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Action = value;
                        else
                            delete message.Action;
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Result = value;
                        else
                            delete message.Result;
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ContainerImage = value;
                        else
                            delete message.ContainerImage;
                        continue;
                    }
                case 25: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ParentProcessName = value;
                        else
                            delete message.ParentProcessName;
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ProcessName = value;
                        else
                            delete message.ProcessName;
                        continue;
                    }
                case 27: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.HostPPID = value;
                        else
                            delete message.HostPPID;
                        continue;
                    }
                case 28: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Enforcer = value;
                        else
                            delete message.Enforcer;
                        continue;
                    }
                case 29: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Labels = value;
                        else
                            delete message.Labels;
                        continue;
                    }
                case 30: {
                        if (wireType !== 2)
                            break;
                        if (!(message.ATags && message.ATags.length))
                            message.ATags = [];
                        message.ATags.push(reader.stringVerify());
                        continue;
                    }
                case 31: {
                        if (wireType !== 2)
                            break;
                        message.Owner = $root.feeder.Podowner.decode(reader, reader.size(), $undefined, _depth + 1, message.Owner);
                        continue;
                    }
                case 32: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Cwd = value;
                        else
                            delete message.Cwd;
                        continue;
                    }
                case 33: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.TTY = value;
                        else
                            delete message.TTY;
                        continue;
                    }
                case 34: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.MaxAlertsPerSec = value;
                        else
                            delete message.MaxAlertsPerSec;
                        continue;
                    }
                case 35: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.DroppingAlertsInterval = value;
                        else
                            delete message.DroppingAlertsInterval;
                        continue;
                    }
                case 36: {
                        if (wireType !== 2)
                            break;
                        message.ExecEvent = $root.feeder.ExecEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.ExecEvent);
                        continue;
                    }
                case 37: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.KubeArmorVersion = value;
                        else
                            delete message.KubeArmorVersion;
                        continue;
                    }
                case 38: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.NodeID = value;
                        else
                            delete message.NodeID;
                        continue;
                    }
                case 39: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ProcessHash = value;
                        else
                            delete message.ProcessHash;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ParentHash = value;
                        else
                            delete message.ParentHash;
                        continue;
                    }
                case 41: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ResourceHash = value;
                        else
                            delete message.ResourceHash;
                        continue;
                    }
                case 42: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.HashAlgo = value;
                        else
                            delete message.HashAlgo;
                        continue;
                    }
                case 43: {
                        if (wireType !== 2)
                            break;
                        if (message.EventData === $util.emptyObject)
                            message.EventData = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.EventData, key);
                        message.EventData[key] = value;
                        continue;
                    }
                case 44: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.UserName = value;
                        else
                            delete message.UserName;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Alert;
    })();

    feeder.Log = (function() {

        /**
         * Properties of a Log.
         * @typedef {Object} feeder.Log.$Properties
         * @property {number|null} [Timestamp] Log Timestamp
         * @property {string|null} [UpdatedTime] Log UpdatedTime
         * @property {string|null} [ClusterName] Log ClusterName
         * @property {string|null} [HostName] Log HostName
         * @property {string|null} [NamespaceName] Log NamespaceName
         * @property {string|null} [PodName] Log PodName
         * @property {string|null} [ContainerID] Log ContainerID
         * @property {string|null} [ContainerName] Log ContainerName
         * @property {number|null} [HostPID] Log HostPID
         * @property {number|null} [PPID] Log PPID
         * @property {number|null} [PID] Log PID
         * @property {number|null} [UID] Log UID
         * @property {string|null} [Type] Log Type
         * @property {string|null} [Source] Log Source
         * @property {string|null} [Operation] Log Operation
         * @property {string|null} [Resource] Log Resource
         * @property {string|null} [Data] Log Data
         * @property {string|null} [Result] Log Result
         * @property {string|null} [ContainerImage] Log ContainerImage
         * @property {string|null} [ParentProcessName] Log ParentProcessName
         * @property {string|null} [ProcessName] Log ProcessName
         * @property {number|null} [HostPPID] Log HostPPID
         * @property {string|null} [Labels] Log Labels
         * @property {feeder.Podowner.$Properties|null} [Owner] Log Owner
         * @property {string|null} [Cwd] Log Cwd
         * @property {string|null} [TTY] Log TTY
         * @property {feeder.ExecEvent.$Properties|null} [ExecEvent] Log ExecEvent
         * @property {string|null} [NodeID] Log NodeID
         * @property {string|null} [ProcessHash] Log ProcessHash
         * @property {string|null} [ParentHash] Log ParentHash
         * @property {string|null} [ResourceHash] Log ResourceHash
         * @property {string|null} [HashAlgo] Log HashAlgo
         * @property {Object.<string,string>|null} [EventData] Log EventData
         * @property {string|null} [UserName] Log UserName
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Log.
         * @memberof feeder
         * @interface ILog
         * @augments feeder.Log.$Properties
         * @deprecated Use feeder.Log.$Properties instead.
         */

        /**
         * Shape of a Log.
         * @typedef {feeder.Log.$Properties} feeder.Log.$Shape
         */

        /**
         * Constructs a new Log.
         * @memberof feeder
         * @classdesc Represents a Log.
         * @constructor
         * @param {feeder.Log.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Log = function (properties) {
            this.EventData = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Log Timestamp.
         * @member {number} Timestamp
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Log UpdatedTime.
         * @member {string} UpdatedTime
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.UpdatedTime = "";

        /**
         * Log ClusterName.
         * @member {string} ClusterName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ClusterName = "";

        /**
         * Log HostName.
         * @member {string} HostName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.HostName = "";

        /**
         * Log NamespaceName.
         * @member {string} NamespaceName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.NamespaceName = "";

        /**
         * Log PodName.
         * @member {string} PodName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.PodName = "";

        /**
         * Log ContainerID.
         * @member {string} ContainerID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ContainerID = "";

        /**
         * Log ContainerName.
         * @member {string} ContainerName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ContainerName = "";

        /**
         * Log HostPID.
         * @member {number} HostPID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.HostPID = 0;

        /**
         * Log PPID.
         * @member {number} PPID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.PPID = 0;

        /**
         * Log PID.
         * @member {number} PID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.PID = 0;

        /**
         * Log UID.
         * @member {number} UID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.UID = 0;

        /**
         * Log Type.
         * @member {string} Type
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Type = "";

        /**
         * Log Source.
         * @member {string} Source
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Source = "";

        /**
         * Log Operation.
         * @member {string} Operation
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Operation = "";

        /**
         * Log Resource.
         * @member {string} Resource
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Resource = "";

        /**
         * Log Data.
         * @member {string} Data
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Data = "";

        /**
         * Log Result.
         * @member {string} Result
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Result = "";

        /**
         * Log ContainerImage.
         * @member {string} ContainerImage
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ContainerImage = "";

        /**
         * Log ParentProcessName.
         * @member {string} ParentProcessName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ParentProcessName = "";

        /**
         * Log ProcessName.
         * @member {string} ProcessName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ProcessName = "";

        /**
         * Log HostPPID.
         * @member {number} HostPPID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.HostPPID = 0;

        /**
         * Log Labels.
         * @member {string} Labels
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Labels = "";

        /**
         * Log Owner.
         * @member {feeder.Podowner.$Properties|null|undefined} Owner
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Owner = null;

        /**
         * Log Cwd.
         * @member {string} Cwd
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.Cwd = "";

        /**
         * Log TTY.
         * @member {string} TTY
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.TTY = "";

        /**
         * Log ExecEvent.
         * @member {feeder.ExecEvent.$Properties|null|undefined} ExecEvent
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ExecEvent = null;

        /**
         * Log NodeID.
         * @member {string} NodeID
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.NodeID = "";

        /**
         * Log ProcessHash.
         * @member {string} ProcessHash
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ProcessHash = "";

        /**
         * Log ParentHash.
         * @member {string} ParentHash
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ParentHash = "";

        /**
         * Log ResourceHash.
         * @member {string} ResourceHash
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.ResourceHash = "";

        /**
         * Log HashAlgo.
         * @member {string} HashAlgo
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.HashAlgo = "";

        /**
         * Log EventData.
         * @member {Object.<string,string>} EventData
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.EventData = $util.emptyObject;

        /**
         * Log UserName.
         * @member {string} UserName
         * @memberof feeder.Log
         * @instance
         */
        Log.prototype.UserName = "";

        /**
         * Creates a new Log instance using the specified properties.
         * @function create
         * @memberof feeder.Log
         * @static
         * @param {feeder.Log.$Properties=} [properties] Properties to set
         * @returns {feeder.Log} Log instance
         * @type {{
         *   (properties: feeder.Log.$Shape): feeder.Log & feeder.Log.$Shape;
         *   (properties?: feeder.Log.$Properties): feeder.Log;
         * }}
         */
        Log.create = function(properties) {
            return new Log(properties);
        };

        /**
         * Encodes the specified Log message. Does not implicitly {@link feeder.Log.verify|verify} messages.
         * @function encode
         * @memberof feeder.Log
         * @static
         * @param {feeder.Log.$Properties} message Log message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Log.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.Timestamp != null && $Object.hasOwnProperty.call(message, "Timestamp") && (typeof message.Timestamp === "object" ? message.Timestamp.low || message.Timestamp.high : message.Timestamp !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.Timestamp);
            if (message.UpdatedTime != null && $Object.hasOwnProperty.call(message, "UpdatedTime") && message.UpdatedTime !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.UpdatedTime);
            if (message.ClusterName != null && $Object.hasOwnProperty.call(message, "ClusterName") && message.ClusterName !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.ClusterName);
            if (message.HostName != null && $Object.hasOwnProperty.call(message, "HostName") && message.HostName !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.HostName);
            if (message.NamespaceName != null && $Object.hasOwnProperty.call(message, "NamespaceName") && message.NamespaceName !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.NamespaceName);
            if (message.PodName != null && $Object.hasOwnProperty.call(message, "PodName") && message.PodName !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.PodName);
            if (message.ContainerID != null && $Object.hasOwnProperty.call(message, "ContainerID") && message.ContainerID !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.ContainerID);
            if (message.ContainerName != null && $Object.hasOwnProperty.call(message, "ContainerName") && message.ContainerName !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.ContainerName);
            if (message.HostPID != null && $Object.hasOwnProperty.call(message, "HostPID") && message.HostPID !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).int32(message.HostPID);
            if (message.PPID != null && $Object.hasOwnProperty.call(message, "PPID") && message.PPID !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).int32(message.PPID);
            if (message.PID != null && $Object.hasOwnProperty.call(message, "PID") && message.PID !== 0)
                writer.uint32(/* id 11, wireType 0 =*/88).int32(message.PID);
            if (message.UID != null && $Object.hasOwnProperty.call(message, "UID") && message.UID !== 0)
                writer.uint32(/* id 12, wireType 0 =*/96).int32(message.UID);
            if (message.Type != null && $Object.hasOwnProperty.call(message, "Type") && message.Type !== "")
                writer.uint32(/* id 13, wireType 2 =*/106).string(message.Type);
            if (message.Source != null && $Object.hasOwnProperty.call(message, "Source") && message.Source !== "")
                writer.uint32(/* id 14, wireType 2 =*/114).string(message.Source);
            if (message.Operation != null && $Object.hasOwnProperty.call(message, "Operation") && message.Operation !== "")
                writer.uint32(/* id 15, wireType 2 =*/122).string(message.Operation);
            if (message.Resource != null && $Object.hasOwnProperty.call(message, "Resource") && message.Resource !== "")
                writer.uint32(/* id 16, wireType 2 =*/130).string(message.Resource);
            if (message.Data != null && $Object.hasOwnProperty.call(message, "Data") && message.Data !== "")
                writer.uint32(/* id 17, wireType 2 =*/138).string(message.Data);
            if (message.Result != null && $Object.hasOwnProperty.call(message, "Result") && message.Result !== "")
                writer.uint32(/* id 18, wireType 2 =*/146).string(message.Result);
            if (message.ContainerImage != null && $Object.hasOwnProperty.call(message, "ContainerImage") && message.ContainerImage !== "")
                writer.uint32(/* id 19, wireType 2 =*/154).string(message.ContainerImage);
            if (message.ParentProcessName != null && $Object.hasOwnProperty.call(message, "ParentProcessName") && message.ParentProcessName !== "")
                writer.uint32(/* id 20, wireType 2 =*/162).string(message.ParentProcessName);
            if (message.ProcessName != null && $Object.hasOwnProperty.call(message, "ProcessName") && message.ProcessName !== "")
                writer.uint32(/* id 21, wireType 2 =*/170).string(message.ProcessName);
            if (message.HostPPID != null && $Object.hasOwnProperty.call(message, "HostPPID") && message.HostPPID !== 0)
                writer.uint32(/* id 22, wireType 0 =*/176).int32(message.HostPPID);
            if (message.Labels != null && $Object.hasOwnProperty.call(message, "Labels") && message.Labels !== "")
                writer.uint32(/* id 23, wireType 2 =*/186).string(message.Labels);
            if (message.Owner != null && $Object.hasOwnProperty.call(message, "Owner"))
                $root.feeder.Podowner.encode(message.Owner, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
            if (message.Cwd != null && $Object.hasOwnProperty.call(message, "Cwd") && message.Cwd !== "")
                writer.uint32(/* id 25, wireType 2 =*/202).string(message.Cwd);
            if (message.TTY != null && $Object.hasOwnProperty.call(message, "TTY") && message.TTY !== "")
                writer.uint32(/* id 26, wireType 2 =*/210).string(message.TTY);
            if (message.ExecEvent != null && $Object.hasOwnProperty.call(message, "ExecEvent"))
                $root.feeder.ExecEvent.encode(message.ExecEvent, writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
            if (message.NodeID != null && $Object.hasOwnProperty.call(message, "NodeID") && message.NodeID !== "")
                writer.uint32(/* id 28, wireType 2 =*/226).string(message.NodeID);
            if (message.ProcessHash != null && $Object.hasOwnProperty.call(message, "ProcessHash") && message.ProcessHash !== "")
                writer.uint32(/* id 29, wireType 2 =*/234).string(message.ProcessHash);
            if (message.ParentHash != null && $Object.hasOwnProperty.call(message, "ParentHash") && message.ParentHash !== "")
                writer.uint32(/* id 30, wireType 2 =*/242).string(message.ParentHash);
            if (message.ResourceHash != null && $Object.hasOwnProperty.call(message, "ResourceHash") && message.ResourceHash !== "")
                writer.uint32(/* id 31, wireType 2 =*/250).string(message.ResourceHash);
            if (message.HashAlgo != null && $Object.hasOwnProperty.call(message, "HashAlgo") && message.HashAlgo !== "")
                writer.uint32(/* id 32, wireType 2 =*/258).string(message.HashAlgo);
            if (message.EventData != null && $Object.hasOwnProperty.call(message, "EventData"))
                for (let keys = $Object.keys(message.EventData), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 33, wireType 2 =*/266).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.EventData[keys[i]]).ldelim();
            if (message.UserName != null && $Object.hasOwnProperty.call(message, "UserName") && message.UserName !== "")
                writer.uint32(/* id 34, wireType 2 =*/274).string(message.UserName);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Log message from the specified reader or buffer.
         * @function decode
         * @memberof feeder.Log
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {feeder.Log & feeder.Log.$Shape} Log
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Log.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.feeder.Log();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.Timestamp = value;
                        else
                            delete message.Timestamp;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.UpdatedTime = value;
                        else
                            delete message.UpdatedTime;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ClusterName = value;
                        else
                            delete message.ClusterName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.HostName = value;
                        else
                            delete message.HostName;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.NamespaceName = value;
                        else
                            delete message.NamespaceName;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.PodName = value;
                        else
                            delete message.PodName;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ContainerID = value;
                        else
                            delete message.ContainerID;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ContainerName = value;
                        else
                            delete message.ContainerName;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.HostPID = value;
                        else
                            delete message.HostPID;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.PPID = value;
                        else
                            delete message.PPID;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.PID = value;
                        else
                            delete message.PID;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.UID = value;
                        else
                            delete message.UID;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Type = value;
                        else
                            delete message.Type;
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Source = value;
                        else
                            delete message.Source;
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Operation = value;
                        else
                            delete message.Operation;
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Resource = value;
                        else
                            delete message.Resource;
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Data = value;
                        else
                            delete message.Data;
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Result = value;
                        else
                            delete message.Result;
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ContainerImage = value;
                        else
                            delete message.ContainerImage;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ParentProcessName = value;
                        else
                            delete message.ParentProcessName;
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ProcessName = value;
                        else
                            delete message.ProcessName;
                        continue;
                    }
                case 22: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.HostPPID = value;
                        else
                            delete message.HostPPID;
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Labels = value;
                        else
                            delete message.Labels;
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        message.Owner = $root.feeder.Podowner.decode(reader, reader.size(), $undefined, _depth + 1, message.Owner);
                        continue;
                    }
                case 25: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Cwd = value;
                        else
                            delete message.Cwd;
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.TTY = value;
                        else
                            delete message.TTY;
                        continue;
                    }
                case 27: {
                        if (wireType !== 2)
                            break;
                        message.ExecEvent = $root.feeder.ExecEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.ExecEvent);
                        continue;
                    }
                case 28: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.NodeID = value;
                        else
                            delete message.NodeID;
                        continue;
                    }
                case 29: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ProcessHash = value;
                        else
                            delete message.ProcessHash;
                        continue;
                    }
                case 30: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ParentHash = value;
                        else
                            delete message.ParentHash;
                        continue;
                    }
                case 31: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ResourceHash = value;
                        else
                            delete message.ResourceHash;
                        continue;
                    }
                case 32: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.HashAlgo = value;
                        else
                            delete message.HashAlgo;
                        continue;
                    }
                case 33: {
                        if (wireType !== 2)
                            break;
                        if (message.EventData === $util.emptyObject)
                            message.EventData = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.EventData, key);
                        message.EventData[key] = value;
                        continue;
                    }
                case 34: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.UserName = value;
                        else
                            delete message.UserName;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Log;
    })();

    return feeder;
})();

export const policy = $root.policy = (() => {

    /**
     * Namespace policy.
     * @exports policy
     * @namespace
     */
    const policy = {};

    /**
     * PolicyStatus enum.
     * @name policy.PolicyStatus
     * @enum {number}
     * @property {number} Failure=0 Failure value
     * @property {number} Applied=1 Applied value
     * @property {number} Deleted=2 Deleted value
     * @property {number} Modified=3 Modified value
     * @property {number} NotExist=4 NotExist value
     * @property {number} Invalid=5 Invalid value
     * @property {number} NotEnabled=6 NotEnabled value
     */
    policy.PolicyStatus = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "Failure"] = 0;
        values[valuesById[1] = "Applied"] = 1;
        values[valuesById[2] = "Deleted"] = 2;
        values[valuesById[3] = "Modified"] = 3;
        values[valuesById[4] = "NotExist"] = 4;
        values[valuesById[5] = "Invalid"] = 5;
        values[valuesById[6] = "NotEnabled"] = 6;
        return values;
    })();

    policy.Response = (function() {

        /**
         * Properties of a Response.
         * @typedef {Object} policy.Response.$Properties
         * @property {policy.PolicyStatus|null} [status] Response status
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Response.
         * @memberof policy
         * @interface IResponse
         * @augments policy.Response.$Properties
         * @deprecated Use policy.Response.$Properties instead.
         */

        /**
         * Shape of a Response.
         * @typedef {policy.Response.$Properties} policy.Response.$Shape
         */

        /**
         * Constructs a new Response.
         * @memberof policy
         * @classdesc Represents a Response.
         * @constructor
         * @param {policy.Response.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Response = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Response status.
         * @member {policy.PolicyStatus} status
         * @memberof policy.Response
         * @instance
         */
        Response.prototype.status = 0;

        /**
         * Creates a new Response instance using the specified properties.
         * @function create
         * @memberof policy.Response
         * @static
         * @param {policy.Response.$Properties=} [properties] Properties to set
         * @returns {policy.Response} Response instance
         * @type {{
         *   (properties: policy.Response.$Shape): policy.Response & policy.Response.$Shape;
         *   (properties?: policy.Response.$Properties): policy.Response;
         * }}
         */
        Response.create = function(properties) {
            return new Response(properties);
        };

        /**
         * Encodes the specified Response message. Does not implicitly {@link policy.Response.verify|verify} messages.
         * @function encode
         * @memberof policy.Response
         * @static
         * @param {policy.Response.$Properties} message Response message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Response.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Response message from the specified reader or buffer.
         * @function decode
         * @memberof policy.Response
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {policy.Response & policy.Response.$Shape} Response
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Response.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.policy.Response();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Response;
    })();

    policy.Policy = (function() {

        /**
         * Properties of a Policy.
         * @typedef {Object} policy.Policy.$Properties
         * @property {Uint8Array|null} [policy] Policy policy
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Policy.
         * @memberof policy
         * @interface IPolicy
         * @augments policy.Policy.$Properties
         * @deprecated Use policy.Policy.$Properties instead.
         */

        /**
         * Shape of a Policy.
         * @typedef {policy.Policy.$Properties} policy.Policy.$Shape
         */

        /**
         * Constructs a new Policy.
         * @memberof policy
         * @classdesc Represents a Policy.
         * @constructor
         * @param {policy.Policy.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Policy = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Policy policy.
         * @member {Uint8Array} policy
         * @memberof policy.Policy
         * @instance
         */
        Policy.prototype.policy = $util.newBuffer([]);

        /**
         * Creates a new Policy instance using the specified properties.
         * @function create
         * @memberof policy.Policy
         * @static
         * @param {policy.Policy.$Properties=} [properties] Properties to set
         * @returns {policy.Policy} Policy instance
         * @type {{
         *   (properties: policy.Policy.$Shape): policy.Policy & policy.Policy.$Shape;
         *   (properties?: policy.Policy.$Properties): policy.Policy;
         * }}
         */
        Policy.create = function(properties) {
            return new Policy(properties);
        };

        /**
         * Encodes the specified Policy message. Does not implicitly {@link policy.Policy.verify|verify} messages.
         * @function encode
         * @memberof policy.Policy
         * @static
         * @param {policy.Policy.$Properties} message Policy message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Policy.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.policy);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Policy message from the specified reader or buffer.
         * @function decode
         * @memberof policy.Policy
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {policy.Policy & policy.Policy.$Shape} Policy
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Policy.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.policy.Policy();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.policy = value;
                        else
                            delete message.policy;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Policy;
    })();

    policy.ContainerData = (function() {

        /**
         * Properties of a ContainerData.
         * @typedef {Object} policy.ContainerData.$Properties
         * @property {Array.<string>|null} [policyList] ContainerData policyList
         * @property {number|null} [policyEnabled] ContainerData policyEnabled
         * @property {Array.<policy.Policy.$Properties>|null} [policyDataList] ContainerData policyDataList
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContainerData.
         * @memberof policy
         * @interface IContainerData
         * @augments policy.ContainerData.$Properties
         * @deprecated Use policy.ContainerData.$Properties instead.
         */

        /**
         * Shape of a ContainerData.
         * @typedef {policy.ContainerData.$Properties} policy.ContainerData.$Shape
         */

        /**
         * Constructs a new ContainerData.
         * @memberof policy
         * @classdesc Represents a ContainerData.
         * @constructor
         * @param {policy.ContainerData.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContainerData = function (properties) {
            this.policyList = [];
            this.policyDataList = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContainerData policyList.
         * @member {Array.<string>} policyList
         * @memberof policy.ContainerData
         * @instance
         */
        ContainerData.prototype.policyList = $util.emptyArray;

        /**
         * ContainerData policyEnabled.
         * @member {number} policyEnabled
         * @memberof policy.ContainerData
         * @instance
         */
        ContainerData.prototype.policyEnabled = 0;

        /**
         * ContainerData policyDataList.
         * @member {Array.<policy.Policy.$Properties>} policyDataList
         * @memberof policy.ContainerData
         * @instance
         */
        ContainerData.prototype.policyDataList = $util.emptyArray;

        /**
         * Creates a new ContainerData instance using the specified properties.
         * @function create
         * @memberof policy.ContainerData
         * @static
         * @param {policy.ContainerData.$Properties=} [properties] Properties to set
         * @returns {policy.ContainerData} ContainerData instance
         * @type {{
         *   (properties: policy.ContainerData.$Shape): policy.ContainerData & policy.ContainerData.$Shape;
         *   (properties?: policy.ContainerData.$Properties): policy.ContainerData;
         * }}
         */
        ContainerData.create = function(properties) {
            return new ContainerData(properties);
        };

        /**
         * Encodes the specified ContainerData message. Does not implicitly {@link policy.ContainerData.verify|verify} messages.
         * @function encode
         * @memberof policy.ContainerData
         * @static
         * @param {policy.ContainerData.$Properties} message ContainerData message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContainerData.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.policyList != null && message.policyList.length)
                for (let i = 0; i < message.policyList.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.policyList[i]);
            if (message.policyEnabled != null && $Object.hasOwnProperty.call(message, "policyEnabled") && message.policyEnabled !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.policyEnabled);
            if (message.policyDataList != null && message.policyDataList.length)
                for (let i = 0; i < message.policyDataList.length; ++i)
                    $root.policy.Policy.encode(message.policyDataList[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContainerData message from the specified reader or buffer.
         * @function decode
         * @memberof policy.ContainerData
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {policy.ContainerData & policy.ContainerData.$Shape} ContainerData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContainerData.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.policy.ContainerData();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policyList && message.policyList.length))
                            message.policyList = [];
                        message.policyList.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.policyEnabled = value;
                        else
                            delete message.policyEnabled;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policyDataList && message.policyDataList.length))
                            message.policyDataList = [];
                        message.policyDataList.push($root.policy.Policy.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ContainerData;
    })();

    policy.HostSecurityPolicies = (function() {

        /**
         * Properties of a HostSecurityPolicies.
         * @typedef {Object} policy.HostSecurityPolicies.$Properties
         * @property {Array.<string>|null} [policyList] HostSecurityPolicies policyList
         * @property {Array.<policy.Policy.$Properties>|null} [policyDataList] HostSecurityPolicies policyDataList
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HostSecurityPolicies.
         * @memberof policy
         * @interface IHostSecurityPolicies
         * @augments policy.HostSecurityPolicies.$Properties
         * @deprecated Use policy.HostSecurityPolicies.$Properties instead.
         */

        /**
         * Shape of a HostSecurityPolicies.
         * @typedef {policy.HostSecurityPolicies.$Properties} policy.HostSecurityPolicies.$Shape
         */

        /**
         * Constructs a new HostSecurityPolicies.
         * @memberof policy
         * @classdesc Represents a HostSecurityPolicies.
         * @constructor
         * @param {policy.HostSecurityPolicies.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HostSecurityPolicies = function (properties) {
            this.policyList = [];
            this.policyDataList = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HostSecurityPolicies policyList.
         * @member {Array.<string>} policyList
         * @memberof policy.HostSecurityPolicies
         * @instance
         */
        HostSecurityPolicies.prototype.policyList = $util.emptyArray;

        /**
         * HostSecurityPolicies policyDataList.
         * @member {Array.<policy.Policy.$Properties>} policyDataList
         * @memberof policy.HostSecurityPolicies
         * @instance
         */
        HostSecurityPolicies.prototype.policyDataList = $util.emptyArray;

        /**
         * Creates a new HostSecurityPolicies instance using the specified properties.
         * @function create
         * @memberof policy.HostSecurityPolicies
         * @static
         * @param {policy.HostSecurityPolicies.$Properties=} [properties] Properties to set
         * @returns {policy.HostSecurityPolicies} HostSecurityPolicies instance
         * @type {{
         *   (properties: policy.HostSecurityPolicies.$Shape): policy.HostSecurityPolicies & policy.HostSecurityPolicies.$Shape;
         *   (properties?: policy.HostSecurityPolicies.$Properties): policy.HostSecurityPolicies;
         * }}
         */
        HostSecurityPolicies.create = function(properties) {
            return new HostSecurityPolicies(properties);
        };

        /**
         * Encodes the specified HostSecurityPolicies message. Does not implicitly {@link policy.HostSecurityPolicies.verify|verify} messages.
         * @function encode
         * @memberof policy.HostSecurityPolicies
         * @static
         * @param {policy.HostSecurityPolicies.$Properties} message HostSecurityPolicies message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HostSecurityPolicies.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.policyList != null && message.policyList.length)
                for (let i = 0; i < message.policyList.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.policyList[i]);
            if (message.policyDataList != null && message.policyDataList.length)
                for (let i = 0; i < message.policyDataList.length; ++i)
                    $root.policy.Policy.encode(message.policyDataList[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HostSecurityPolicies message from the specified reader or buffer.
         * @function decode
         * @memberof policy.HostSecurityPolicies
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {policy.HostSecurityPolicies & policy.HostSecurityPolicies.$Shape} HostSecurityPolicies
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HostSecurityPolicies.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.policy.HostSecurityPolicies();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policyList && message.policyList.length))
                            message.policyList = [];
                        message.policyList.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policyDataList && message.policyDataList.length))
                            message.policyDataList = [];
                        message.policyDataList.push($root.policy.Policy.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HostSecurityPolicies;
    })();

    policy.NetworkSecurityPolicies = (function() {

        /**
         * Properties of a NetworkSecurityPolicies.
         * @typedef {Object} policy.NetworkSecurityPolicies.$Properties
         * @property {Array.<string>|null} [policyList] NetworkSecurityPolicies policyList
         * @property {Array.<policy.Policy.$Properties>|null} [policyDataList] NetworkSecurityPolicies policyDataList
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NetworkSecurityPolicies.
         * @memberof policy
         * @interface INetworkSecurityPolicies
         * @augments policy.NetworkSecurityPolicies.$Properties
         * @deprecated Use policy.NetworkSecurityPolicies.$Properties instead.
         */

        /**
         * Shape of a NetworkSecurityPolicies.
         * @typedef {policy.NetworkSecurityPolicies.$Properties} policy.NetworkSecurityPolicies.$Shape
         */

        /**
         * Constructs a new NetworkSecurityPolicies.
         * @memberof policy
         * @classdesc Represents a NetworkSecurityPolicies.
         * @constructor
         * @param {policy.NetworkSecurityPolicies.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NetworkSecurityPolicies = function (properties) {
            this.policyList = [];
            this.policyDataList = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NetworkSecurityPolicies policyList.
         * @member {Array.<string>} policyList
         * @memberof policy.NetworkSecurityPolicies
         * @instance
         */
        NetworkSecurityPolicies.prototype.policyList = $util.emptyArray;

        /**
         * NetworkSecurityPolicies policyDataList.
         * @member {Array.<policy.Policy.$Properties>} policyDataList
         * @memberof policy.NetworkSecurityPolicies
         * @instance
         */
        NetworkSecurityPolicies.prototype.policyDataList = $util.emptyArray;

        /**
         * Creates a new NetworkSecurityPolicies instance using the specified properties.
         * @function create
         * @memberof policy.NetworkSecurityPolicies
         * @static
         * @param {policy.NetworkSecurityPolicies.$Properties=} [properties] Properties to set
         * @returns {policy.NetworkSecurityPolicies} NetworkSecurityPolicies instance
         * @type {{
         *   (properties: policy.NetworkSecurityPolicies.$Shape): policy.NetworkSecurityPolicies & policy.NetworkSecurityPolicies.$Shape;
         *   (properties?: policy.NetworkSecurityPolicies.$Properties): policy.NetworkSecurityPolicies;
         * }}
         */
        NetworkSecurityPolicies.create = function(properties) {
            return new NetworkSecurityPolicies(properties);
        };

        /**
         * Encodes the specified NetworkSecurityPolicies message. Does not implicitly {@link policy.NetworkSecurityPolicies.verify|verify} messages.
         * @function encode
         * @memberof policy.NetworkSecurityPolicies
         * @static
         * @param {policy.NetworkSecurityPolicies.$Properties} message NetworkSecurityPolicies message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NetworkSecurityPolicies.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.policyList != null && message.policyList.length)
                for (let i = 0; i < message.policyList.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.policyList[i]);
            if (message.policyDataList != null && message.policyDataList.length)
                for (let i = 0; i < message.policyDataList.length; ++i)
                    $root.policy.Policy.encode(message.policyDataList[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NetworkSecurityPolicies message from the specified reader or buffer.
         * @function decode
         * @memberof policy.NetworkSecurityPolicies
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {policy.NetworkSecurityPolicies & policy.NetworkSecurityPolicies.$Shape} NetworkSecurityPolicies
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NetworkSecurityPolicies.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.policy.NetworkSecurityPolicies();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policyList && message.policyList.length))
                            message.policyList = [];
                        message.policyList.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policyDataList && message.policyDataList.length))
                            message.policyDataList = [];
                        message.policyDataList.push($root.policy.Policy.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NetworkSecurityPolicies;
    })();

    policy.ProbeResponse = (function() {

        /**
         * Properties of a ProbeResponse.
         * @typedef {Object} policy.ProbeResponse.$Properties
         * @property {Array.<string>|null} [containerList] ProbeResponse containerList
         * @property {Object.<string,policy.ContainerData.$Properties>|null} [containerMap] ProbeResponse containerMap
         * @property {Object.<string,policy.HostSecurityPolicies.$Properties>|null} [hostMap] ProbeResponse hostMap
         * @property {Object.<string,policy.NetworkSecurityPolicies.$Properties>|null} [networkMap] ProbeResponse networkMap
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProbeResponse.
         * @memberof policy
         * @interface IProbeResponse
         * @augments policy.ProbeResponse.$Properties
         * @deprecated Use policy.ProbeResponse.$Properties instead.
         */

        /**
         * Shape of a ProbeResponse.
         * @typedef {policy.ProbeResponse.$Properties} policy.ProbeResponse.$Shape
         */

        /**
         * Constructs a new ProbeResponse.
         * @memberof policy
         * @classdesc Represents a ProbeResponse.
         * @constructor
         * @param {policy.ProbeResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProbeResponse = function (properties) {
            this.containerList = [];
            this.containerMap = {};
            this.hostMap = {};
            this.networkMap = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProbeResponse containerList.
         * @member {Array.<string>} containerList
         * @memberof policy.ProbeResponse
         * @instance
         */
        ProbeResponse.prototype.containerList = $util.emptyArray;

        /**
         * ProbeResponse containerMap.
         * @member {Object.<string,policy.ContainerData.$Properties>} containerMap
         * @memberof policy.ProbeResponse
         * @instance
         */
        ProbeResponse.prototype.containerMap = $util.emptyObject;

        /**
         * ProbeResponse hostMap.
         * @member {Object.<string,policy.HostSecurityPolicies.$Properties>} hostMap
         * @memberof policy.ProbeResponse
         * @instance
         */
        ProbeResponse.prototype.hostMap = $util.emptyObject;

        /**
         * ProbeResponse networkMap.
         * @member {Object.<string,policy.NetworkSecurityPolicies.$Properties>} networkMap
         * @memberof policy.ProbeResponse
         * @instance
         */
        ProbeResponse.prototype.networkMap = $util.emptyObject;

        /**
         * Creates a new ProbeResponse instance using the specified properties.
         * @function create
         * @memberof policy.ProbeResponse
         * @static
         * @param {policy.ProbeResponse.$Properties=} [properties] Properties to set
         * @returns {policy.ProbeResponse} ProbeResponse instance
         * @type {{
         *   (properties: policy.ProbeResponse.$Shape): policy.ProbeResponse & policy.ProbeResponse.$Shape;
         *   (properties?: policy.ProbeResponse.$Properties): policy.ProbeResponse;
         * }}
         */
        ProbeResponse.create = function(properties) {
            return new ProbeResponse(properties);
        };

        /**
         * Encodes the specified ProbeResponse message. Does not implicitly {@link policy.ProbeResponse.verify|verify} messages.
         * @function encode
         * @memberof policy.ProbeResponse
         * @static
         * @param {policy.ProbeResponse.$Properties} message ProbeResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProbeResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerList != null && message.containerList.length)
                for (let i = 0; i < message.containerList.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerList[i]);
            if (message.containerMap != null && $Object.hasOwnProperty.call(message, "containerMap"))
                for (let keys = $Object.keys(message.containerMap), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.policy.ContainerData.encode(message.containerMap[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.hostMap != null && $Object.hasOwnProperty.call(message, "hostMap"))
                for (let keys = $Object.keys(message.hostMap), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 3, wireType 2 =*/26).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.policy.HostSecurityPolicies.encode(message.hostMap[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.networkMap != null && $Object.hasOwnProperty.call(message, "networkMap"))
                for (let keys = $Object.keys(message.networkMap), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.policy.NetworkSecurityPolicies.encode(message.networkMap[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProbeResponse message from the specified reader or buffer.
         * @function decode
         * @memberof policy.ProbeResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {policy.ProbeResponse & policy.ProbeResponse.$Shape} ProbeResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProbeResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.policy.ProbeResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.containerList && message.containerList.length))
                            message.containerList = [];
                        message.containerList.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (message.containerMap === $util.emptyObject)
                            message.containerMap = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.policy.ContainerData.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.containerMap, key);
                        message.containerMap[key] = value || new $root.policy.ContainerData();
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (message.hostMap === $util.emptyObject)
                            message.hostMap = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.policy.HostSecurityPolicies.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.hostMap, key);
                        message.hostMap[key] = value || new $root.policy.HostSecurityPolicies();
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (message.networkMap === $util.emptyObject)
                            message.networkMap = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.policy.NetworkSecurityPolicies.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.networkMap, key);
                        message.networkMap[key] = value || new $root.policy.NetworkSecurityPolicies();
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProbeResponse;
    })();

    return policy;
})();

export const google = $root.google = (() => {

    /**
     * Namespace google.
     * @exports google
     * @namespace
     */
    const google = {};

    google.protobuf = (function() {

        /**
         * Namespace protobuf.
         * @memberof google
         * @namespace
         */
        const protobuf = {};

        protobuf.Empty = (function() {

            /**
             * Properties of an Empty.
             * @typedef {Object} google.protobuf.Empty.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Empty.
             * @memberof google.protobuf
             * @interface IEmpty
             * @augments google.protobuf.Empty.$Properties
             * @deprecated Use google.protobuf.Empty.$Properties instead.
             */

            /**
             * Shape of an Empty.
             * @typedef {google.protobuf.Empty.$Properties} google.protobuf.Empty.$Shape
             */

            /**
             * Constructs a new Empty.
             * @memberof google.protobuf
             * @classdesc Represents an Empty.
             * @constructor
             * @param {google.protobuf.Empty.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Empty = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new Empty instance using the specified properties.
             * @function create
             * @memberof google.protobuf.Empty
             * @static
             * @param {google.protobuf.Empty.$Properties=} [properties] Properties to set
             * @returns {google.protobuf.Empty} Empty instance
             * @type {{
             *   (properties: google.protobuf.Empty.$Shape): google.protobuf.Empty & google.protobuf.Empty.$Shape;
             *   (properties?: google.protobuf.Empty.$Properties): google.protobuf.Empty;
             * }}
             */
            Empty.create = function(properties) {
                return new Empty(properties);
            };

            /**
             * Encodes the specified Empty message. Does not implicitly {@link google.protobuf.Empty.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Empty
             * @static
             * @param {google.protobuf.Empty.$Properties} message Empty message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Empty.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Empty
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Empty & google.protobuf.Empty.$Shape} Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Empty.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.google.protobuf.Empty();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Empty;
        })();

        return protobuf;
    })();

    return google;
})();

export const bailiff = $root.bailiff = (() => {

    /**
     * Namespace bailiff.
     * @exports bailiff
     * @namespace
     */
    const bailiff = {};

    bailiff.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof bailiff
         * @namespace
         */
        const v1 = {};

        v1.GetStatusRequest = (function() {

            /**
             * Properties of a GetStatusRequest.
             * @typedef {Object} bailiff.v1.GetStatusRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetStatusRequest.
             * @memberof bailiff.v1
             * @interface IGetStatusRequest
             * @augments bailiff.v1.GetStatusRequest.$Properties
             * @deprecated Use bailiff.v1.GetStatusRequest.$Properties instead.
             */

            /**
             * Shape of a GetStatusRequest.
             * @typedef {bailiff.v1.GetStatusRequest.$Properties} bailiff.v1.GetStatusRequest.$Shape
             */

            /**
             * Constructs a new GetStatusRequest.
             * @memberof bailiff.v1
             * @classdesc Represents a GetStatusRequest.
             * @constructor
             * @param {bailiff.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetStatusRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetStatusRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.GetStatusRequest
             * @static
             * @param {bailiff.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.GetStatusRequest} GetStatusRequest instance
             * @type {{
             *   (properties: bailiff.v1.GetStatusRequest.$Shape): bailiff.v1.GetStatusRequest & bailiff.v1.GetStatusRequest.$Shape;
             *   (properties?: bailiff.v1.GetStatusRequest.$Properties): bailiff.v1.GetStatusRequest;
             * }}
             */
            GetStatusRequest.create = function(properties) {
                return new GetStatusRequest(properties);
            };

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link bailiff.v1.GetStatusRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.GetStatusRequest
             * @static
             * @param {bailiff.v1.GetStatusRequest.$Properties} message GetStatusRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetStatusRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.GetStatusRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.GetStatusRequest & bailiff.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetStatusRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.GetStatusRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetStatusRequest;
        })();

        v1.Status = (function() {

            /**
             * Properties of a Status.
             * @typedef {Object} bailiff.v1.Status.$Properties
             * @property {string|null} [version] Status version
             * @property {number|null} [startTime] Status startTime
             * @property {string|null} [hostName] Status hostName
             * @property {string|null} [kernel] Status kernel
             * @property {string|null} [state] Status state
             * @property {string|null} [stateMessage] Status stateMessage
             * @property {string|null} [enforcer] Status enforcer
             * @property {Array.<string>|null} [hooks] Status hooks
             * @property {number|null} [generation] Status generation
             * @property {Array.<bailiff.v1.PolicyStatus.$Properties>|null} [policies] Status policies
             * @property {Object.<string,number>|null} [counters] Status counters
             * @property {Array.<string>|null} [hooksMissing] Status hooksMissing
             * @property {number|null} [programGeneration] Status programGeneration
             * @property {boolean|null} [persistent] Status persistent
             * @property {number|null} [proofTime] Status proofTime
             * @property {Array.<string>|null} [classes] Status classes
             * @property {number|null} [workloads] Status workloads
             * @property {number|null} [ruleSets] Status ruleSets
             * @property {number|null} [ruleBytes] Status ruleBytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Status.
             * @memberof bailiff.v1
             * @interface IStatus
             * @augments bailiff.v1.Status.$Properties
             * @deprecated Use bailiff.v1.Status.$Properties instead.
             */

            /**
             * Shape of a Status.
             * @typedef {bailiff.v1.Status.$Properties} bailiff.v1.Status.$Shape
             */

            /**
             * Constructs a new Status.
             * @memberof bailiff.v1
             * @classdesc Represents a Status.
             * @constructor
             * @param {bailiff.v1.Status.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Status = function (properties) {
                this.hooks = [];
                this.policies = [];
                this.counters = {};
                this.hooksMissing = [];
                this.classes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Status version.
             * @member {string} version
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.version = "";

            /**
             * Status startTime.
             * @member {number} startTime
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.startTime = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Status hostName.
             * @member {string} hostName
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.hostName = "";

            /**
             * Status kernel.
             * @member {string} kernel
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.kernel = "";

            /**
             * Status state.
             * @member {string} state
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.state = "";

            /**
             * Status stateMessage.
             * @member {string} stateMessage
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.stateMessage = "";

            /**
             * Status enforcer.
             * @member {string} enforcer
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.enforcer = "";

            /**
             * Status hooks.
             * @member {Array.<string>} hooks
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.hooks = $util.emptyArray;

            /**
             * Status generation.
             * @member {number} generation
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Status policies.
             * @member {Array.<bailiff.v1.PolicyStatus.$Properties>} policies
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.policies = $util.emptyArray;

            /**
             * Status counters.
             * @member {Object.<string,number>} counters
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.counters = $util.emptyObject;

            /**
             * Status hooksMissing.
             * @member {Array.<string>} hooksMissing
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.hooksMissing = $util.emptyArray;

            /**
             * Status programGeneration.
             * @member {number} programGeneration
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.programGeneration = 0;

            /**
             * Status persistent.
             * @member {boolean} persistent
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.persistent = false;

            /**
             * Status proofTime.
             * @member {number} proofTime
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.proofTime = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Status classes.
             * @member {Array.<string>} classes
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.classes = $util.emptyArray;

            /**
             * Status workloads.
             * @member {number} workloads
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.workloads = 0;

            /**
             * Status ruleSets.
             * @member {number} ruleSets
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.ruleSets = 0;

            /**
             * Status ruleBytes.
             * @member {number} ruleBytes
             * @memberof bailiff.v1.Status
             * @instance
             */
            Status.prototype.ruleBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Status instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.Status
             * @static
             * @param {bailiff.v1.Status.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.Status} Status instance
             * @type {{
             *   (properties: bailiff.v1.Status.$Shape): bailiff.v1.Status & bailiff.v1.Status.$Shape;
             *   (properties?: bailiff.v1.Status.$Properties): bailiff.v1.Status;
             * }}
             */
            Status.create = function(properties) {
                return new Status(properties);
            };

            /**
             * Encodes the specified Status message. Does not implicitly {@link bailiff.v1.Status.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.Status
             * @static
             * @param {bailiff.v1.Status.$Properties} message Status message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Status.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.version);
                if (message.startTime != null && $Object.hasOwnProperty.call(message, "startTime") && (typeof message.startTime === "object" ? message.startTime.low || message.startTime.high : message.startTime !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).int64(message.startTime);
                if (message.hostName != null && $Object.hasOwnProperty.call(message, "hostName") && message.hostName !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.hostName);
                if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.kernel);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.state);
                if (message.stateMessage != null && $Object.hasOwnProperty.call(message, "stateMessage") && message.stateMessage !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.stateMessage);
                if (message.enforcer != null && $Object.hasOwnProperty.call(message, "enforcer") && message.enforcer !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.enforcer);
                if (message.hooks != null && message.hooks.length)
                    for (let i = 0; i < message.hooks.length; ++i)
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.hooks[i]);
                if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.generation);
                if (message.policies != null && message.policies.length)
                    for (let i = 0; i < message.policies.length; ++i)
                        $root.bailiff.v1.PolicyStatus.encode(message.policies[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.counters != null && $Object.hasOwnProperty.call(message, "counters"))
                    for (let keys = $Object.keys(message.counters), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 11, wireType 2 =*/90).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 0 =*/16).uint64(message.counters[keys[i]]).ldelim();
                if (message.hooksMissing != null && message.hooksMissing.length)
                    for (let i = 0; i < message.hooksMissing.length; ++i)
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.hooksMissing[i]);
                if (message.programGeneration != null && $Object.hasOwnProperty.call(message, "programGeneration") && message.programGeneration !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.programGeneration);
                if (message.persistent != null && $Object.hasOwnProperty.call(message, "persistent") && message.persistent !== false)
                    writer.uint32(/* id 14, wireType 0 =*/112).bool(message.persistent);
                if (message.proofTime != null && $Object.hasOwnProperty.call(message, "proofTime") && (typeof message.proofTime === "object" ? message.proofTime.low || message.proofTime.high : message.proofTime !== 0))
                    writer.uint32(/* id 15, wireType 0 =*/120).int64(message.proofTime);
                if (message.classes != null && message.classes.length)
                    for (let i = 0; i < message.classes.length; ++i)
                        writer.uint32(/* id 16, wireType 2 =*/130).string(message.classes[i]);
                if (message.workloads != null && $Object.hasOwnProperty.call(message, "workloads") && message.workloads !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.workloads);
                if (message.ruleSets != null && $Object.hasOwnProperty.call(message, "ruleSets") && message.ruleSets !== 0)
                    writer.uint32(/* id 18, wireType 0 =*/144).uint32(message.ruleSets);
                if (message.ruleBytes != null && $Object.hasOwnProperty.call(message, "ruleBytes") && (typeof message.ruleBytes === "object" ? message.ruleBytes.low || message.ruleBytes.high : message.ruleBytes !== 0))
                    writer.uint32(/* id 19, wireType 0 =*/152).uint64(message.ruleBytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.Status
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.Status & bailiff.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Status.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.Status();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.startTime = value;
                            else
                                delete message.startTime;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.hostName = value;
                            else
                                delete message.hostName;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kernel = value;
                            else
                                delete message.kernel;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.stateMessage = value;
                            else
                                delete message.stateMessage;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.enforcer = value;
                            else
                                delete message.enforcer;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.hooks && message.hooks.length))
                                message.hooks = [];
                            message.hooks.push(reader.stringVerify());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.generation = value;
                            else
                                delete message.generation;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policies && message.policies.length))
                                message.policies = [];
                            message.policies.push($root.bailiff.v1.PolicyStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (message.counters === $util.emptyObject)
                                message.counters = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = $util.Long ? $util.Long.fromNumber(0, true) : 0;
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 0)
                                        break;
                                    value = reader.uint64();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.counters, key);
                            message.counters[key] = value;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if (!(message.hooksMissing && message.hooksMissing.length))
                                message.hooksMissing = [];
                            message.hooksMissing.push(reader.stringVerify());
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.programGeneration = value;
                            else
                                delete message.programGeneration;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.persistent = value;
                            else
                                delete message.persistent;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.proofTime = value;
                            else
                                delete message.proofTime;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if (!(message.classes && message.classes.length))
                                message.classes = [];
                            message.classes.push(reader.stringVerify());
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.workloads = value;
                            else
                                delete message.workloads;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ruleSets = value;
                            else
                                delete message.ruleSets;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ruleBytes = value;
                            else
                                delete message.ruleBytes;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Status;
        })();

        v1.GetCountsRequest = (function() {

            /**
             * Properties of a GetCountsRequest.
             * @typedef {Object} bailiff.v1.GetCountsRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetCountsRequest.
             * @memberof bailiff.v1
             * @interface IGetCountsRequest
             * @augments bailiff.v1.GetCountsRequest.$Properties
             * @deprecated Use bailiff.v1.GetCountsRequest.$Properties instead.
             */

            /**
             * Shape of a GetCountsRequest.
             * @typedef {bailiff.v1.GetCountsRequest.$Properties} bailiff.v1.GetCountsRequest.$Shape
             */

            /**
             * Constructs a new GetCountsRequest.
             * @memberof bailiff.v1
             * @classdesc Represents a GetCountsRequest.
             * @constructor
             * @param {bailiff.v1.GetCountsRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetCountsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetCountsRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.GetCountsRequest
             * @static
             * @param {bailiff.v1.GetCountsRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.GetCountsRequest} GetCountsRequest instance
             * @type {{
             *   (properties: bailiff.v1.GetCountsRequest.$Shape): bailiff.v1.GetCountsRequest & bailiff.v1.GetCountsRequest.$Shape;
             *   (properties?: bailiff.v1.GetCountsRequest.$Properties): bailiff.v1.GetCountsRequest;
             * }}
             */
            GetCountsRequest.create = function(properties) {
                return new GetCountsRequest(properties);
            };

            /**
             * Encodes the specified GetCountsRequest message. Does not implicitly {@link bailiff.v1.GetCountsRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.GetCountsRequest
             * @static
             * @param {bailiff.v1.GetCountsRequest.$Properties} message GetCountsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetCountsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetCountsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.GetCountsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.GetCountsRequest & bailiff.v1.GetCountsRequest.$Shape} GetCountsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetCountsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.GetCountsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetCountsRequest;
        })();

        v1.Counts = (function() {

            /**
             * Properties of a Counts.
             * @typedef {Object} bailiff.v1.Counts.$Properties
             * @property {Array.<bailiff.v1.ActCount.$Properties>|null} [acts] Counts acts
             * @property {Array.<bailiff.v1.TallyCount.$Properties>|null} [tallies] Counts tallies
             * @property {Object.<string,number>|null} [counters] Counts counters
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Counts.
             * @memberof bailiff.v1
             * @interface ICounts
             * @augments bailiff.v1.Counts.$Properties
             * @deprecated Use bailiff.v1.Counts.$Properties instead.
             */

            /**
             * Shape of a Counts.
             * @typedef {bailiff.v1.Counts.$Properties} bailiff.v1.Counts.$Shape
             */

            /**
             * Constructs a new Counts.
             * @memberof bailiff.v1
             * @classdesc Represents a Counts.
             * @constructor
             * @param {bailiff.v1.Counts.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Counts = function (properties) {
                this.acts = [];
                this.tallies = [];
                this.counters = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Counts acts.
             * @member {Array.<bailiff.v1.ActCount.$Properties>} acts
             * @memberof bailiff.v1.Counts
             * @instance
             */
            Counts.prototype.acts = $util.emptyArray;

            /**
             * Counts tallies.
             * @member {Array.<bailiff.v1.TallyCount.$Properties>} tallies
             * @memberof bailiff.v1.Counts
             * @instance
             */
            Counts.prototype.tallies = $util.emptyArray;

            /**
             * Counts counters.
             * @member {Object.<string,number>} counters
             * @memberof bailiff.v1.Counts
             * @instance
             */
            Counts.prototype.counters = $util.emptyObject;

            /**
             * Creates a new Counts instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.Counts
             * @static
             * @param {bailiff.v1.Counts.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.Counts} Counts instance
             * @type {{
             *   (properties: bailiff.v1.Counts.$Shape): bailiff.v1.Counts & bailiff.v1.Counts.$Shape;
             *   (properties?: bailiff.v1.Counts.$Properties): bailiff.v1.Counts;
             * }}
             */
            Counts.create = function(properties) {
                return new Counts(properties);
            };

            /**
             * Encodes the specified Counts message. Does not implicitly {@link bailiff.v1.Counts.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.Counts
             * @static
             * @param {bailiff.v1.Counts.$Properties} message Counts message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Counts.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.acts != null && message.acts.length)
                    for (let i = 0; i < message.acts.length; ++i)
                        $root.bailiff.v1.ActCount.encode(message.acts[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.tallies != null && message.tallies.length)
                    for (let i = 0; i < message.tallies.length; ++i)
                        $root.bailiff.v1.TallyCount.encode(message.tallies[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.counters != null && $Object.hasOwnProperty.call(message, "counters"))
                    for (let keys = $Object.keys(message.counters), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 0 =*/16).uint64(message.counters[keys[i]]).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Counts message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.Counts
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.Counts & bailiff.v1.Counts.$Shape} Counts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Counts.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.Counts();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.acts && message.acts.length))
                                message.acts = [];
                            message.acts.push($root.bailiff.v1.ActCount.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tallies && message.tallies.length))
                                message.tallies = [];
                            message.tallies.push($root.bailiff.v1.TallyCount.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (message.counters === $util.emptyObject)
                                message.counters = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = $util.Long ? $util.Long.fromNumber(0, true) : 0;
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 0)
                                        break;
                                    value = reader.uint64();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.counters, key);
                            message.counters[key] = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Counts;
        })();

        v1.ActCount = (function() {

            /**
             * Properties of an ActCount.
             * @typedef {Object} bailiff.v1.ActCount.$Properties
             * @property {string|null} [workload] ActCount workload
             * @property {string|null} [hook] ActCount hook
             * @property {number|null} [acts] ActCount acts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ActCount.
             * @memberof bailiff.v1
             * @interface IActCount
             * @augments bailiff.v1.ActCount.$Properties
             * @deprecated Use bailiff.v1.ActCount.$Properties instead.
             */

            /**
             * Shape of an ActCount.
             * @typedef {bailiff.v1.ActCount.$Properties} bailiff.v1.ActCount.$Shape
             */

            /**
             * Constructs a new ActCount.
             * @memberof bailiff.v1
             * @classdesc Represents an ActCount.
             * @constructor
             * @param {bailiff.v1.ActCount.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ActCount = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ActCount workload.
             * @member {string} workload
             * @memberof bailiff.v1.ActCount
             * @instance
             */
            ActCount.prototype.workload = "";

            /**
             * ActCount hook.
             * @member {string} hook
             * @memberof bailiff.v1.ActCount
             * @instance
             */
            ActCount.prototype.hook = "";

            /**
             * ActCount acts.
             * @member {number} acts
             * @memberof bailiff.v1.ActCount
             * @instance
             */
            ActCount.prototype.acts = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ActCount instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.ActCount
             * @static
             * @param {bailiff.v1.ActCount.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.ActCount} ActCount instance
             * @type {{
             *   (properties: bailiff.v1.ActCount.$Shape): bailiff.v1.ActCount & bailiff.v1.ActCount.$Shape;
             *   (properties?: bailiff.v1.ActCount.$Properties): bailiff.v1.ActCount;
             * }}
             */
            ActCount.create = function(properties) {
                return new ActCount(properties);
            };

            /**
             * Encodes the specified ActCount message. Does not implicitly {@link bailiff.v1.ActCount.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.ActCount
             * @static
             * @param {bailiff.v1.ActCount.$Properties} message ActCount message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ActCount.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.workload != null && $Object.hasOwnProperty.call(message, "workload") && message.workload !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.workload);
                if (message.hook != null && $Object.hasOwnProperty.call(message, "hook") && message.hook !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.hook);
                if (message.acts != null && $Object.hasOwnProperty.call(message, "acts") && (typeof message.acts === "object" ? message.acts.low || message.acts.high : message.acts !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.acts);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ActCount message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.ActCount
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.ActCount & bailiff.v1.ActCount.$Shape} ActCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ActCount.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.ActCount();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.workload = value;
                            else
                                delete message.workload;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.hook = value;
                            else
                                delete message.hook;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.acts = value;
                            else
                                delete message.acts;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ActCount;
        })();

        v1.TallyCount = (function() {

            /**
             * Properties of a TallyCount.
             * @typedef {Object} bailiff.v1.TallyCount.$Properties
             * @property {string|null} [workload] TallyCount workload
             * @property {string|null} [hook] TallyCount hook
             * @property {number|null} [ruleId] TallyCount ruleId
             * @property {string|null} [policy] TallyCount policy
             * @property {string|null} [verdict] TallyCount verdict
             * @property {string|null} [reason] TallyCount reason
             * @property {number|null} [asked] TallyCount asked
             * @property {number|null} [suppressed] TallyCount suppressed
             * @property {number|null} [lost] TallyCount lost
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TallyCount.
             * @memberof bailiff.v1
             * @interface ITallyCount
             * @augments bailiff.v1.TallyCount.$Properties
             * @deprecated Use bailiff.v1.TallyCount.$Properties instead.
             */

            /**
             * Shape of a TallyCount.
             * @typedef {bailiff.v1.TallyCount.$Properties} bailiff.v1.TallyCount.$Shape
             */

            /**
             * Constructs a new TallyCount.
             * @memberof bailiff.v1
             * @classdesc Represents a TallyCount.
             * @constructor
             * @param {bailiff.v1.TallyCount.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TallyCount = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TallyCount workload.
             * @member {string} workload
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.workload = "";

            /**
             * TallyCount hook.
             * @member {string} hook
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.hook = "";

            /**
             * TallyCount ruleId.
             * @member {number} ruleId
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.ruleId = 0;

            /**
             * TallyCount policy.
             * @member {string} policy
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.policy = "";

            /**
             * TallyCount verdict.
             * @member {string} verdict
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.verdict = "";

            /**
             * TallyCount reason.
             * @member {string} reason
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.reason = "";

            /**
             * TallyCount asked.
             * @member {number} asked
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.asked = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TallyCount suppressed.
             * @member {number} suppressed
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.suppressed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TallyCount lost.
             * @member {number} lost
             * @memberof bailiff.v1.TallyCount
             * @instance
             */
            TallyCount.prototype.lost = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new TallyCount instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.TallyCount
             * @static
             * @param {bailiff.v1.TallyCount.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.TallyCount} TallyCount instance
             * @type {{
             *   (properties: bailiff.v1.TallyCount.$Shape): bailiff.v1.TallyCount & bailiff.v1.TallyCount.$Shape;
             *   (properties?: bailiff.v1.TallyCount.$Properties): bailiff.v1.TallyCount;
             * }}
             */
            TallyCount.create = function(properties) {
                return new TallyCount(properties);
            };

            /**
             * Encodes the specified TallyCount message. Does not implicitly {@link bailiff.v1.TallyCount.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.TallyCount
             * @static
             * @param {bailiff.v1.TallyCount.$Properties} message TallyCount message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TallyCount.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.workload != null && $Object.hasOwnProperty.call(message, "workload") && message.workload !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.workload);
                if (message.hook != null && $Object.hasOwnProperty.call(message, "hook") && message.hook !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.hook);
                if (message.ruleId != null && $Object.hasOwnProperty.call(message, "ruleId") && message.ruleId !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ruleId);
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.policy);
                if (message.verdict != null && $Object.hasOwnProperty.call(message, "verdict") && message.verdict !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.verdict);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.reason);
                if (message.asked != null && $Object.hasOwnProperty.call(message, "asked") && (typeof message.asked === "object" ? message.asked.low || message.asked.high : message.asked !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.asked);
                if (message.suppressed != null && $Object.hasOwnProperty.call(message, "suppressed") && (typeof message.suppressed === "object" ? message.suppressed.low || message.suppressed.high : message.suppressed !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.suppressed);
                if (message.lost != null && $Object.hasOwnProperty.call(message, "lost") && (typeof message.lost === "object" ? message.lost.low || message.lost.high : message.lost !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.lost);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TallyCount message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.TallyCount
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.TallyCount & bailiff.v1.TallyCount.$Shape} TallyCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TallyCount.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.TallyCount();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.workload = value;
                            else
                                delete message.workload;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.hook = value;
                            else
                                delete message.hook;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ruleId = value;
                            else
                                delete message.ruleId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.policy = value;
                            else
                                delete message.policy;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.verdict = value;
                            else
                                delete message.verdict;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.asked = value;
                            else
                                delete message.asked;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.suppressed = value;
                            else
                                delete message.suppressed;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lost = value;
                            else
                                delete message.lost;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TallyCount;
        })();

        v1.PolicyStatus = (function() {

            /**
             * Properties of a PolicyStatus.
             * @typedef {Object} bailiff.v1.PolicyStatus.$Properties
             * @property {string|null} [file] PolicyStatus file
             * @property {string|null} [name] PolicyStatus name
             * @property {string|null} [kind] PolicyStatus kind
             * @property {string|null} [state] PolicyStatus state
             * @property {number|null} [rules] PolicyStatus rules
             * @property {Array.<bailiff.v1.Problem.$Properties>|null} [problems] PolicyStatus problems
             * @property {string|null} [namespace] PolicyStatus namespace
             * @property {string|null} [source] PolicyStatus source
             * @property {number|null} [workloads] PolicyStatus workloads
             * @property {string|null} [text] PolicyStatus text
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyStatus.
             * @memberof bailiff.v1
             * @interface IPolicyStatus
             * @augments bailiff.v1.PolicyStatus.$Properties
             * @deprecated Use bailiff.v1.PolicyStatus.$Properties instead.
             */

            /**
             * Shape of a PolicyStatus.
             * @typedef {bailiff.v1.PolicyStatus.$Properties} bailiff.v1.PolicyStatus.$Shape
             */

            /**
             * Constructs a new PolicyStatus.
             * @memberof bailiff.v1
             * @classdesc Represents a PolicyStatus.
             * @constructor
             * @param {bailiff.v1.PolicyStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyStatus = function (properties) {
                this.problems = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyStatus file.
             * @member {string} file
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.file = "";

            /**
             * PolicyStatus name.
             * @member {string} name
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.name = "";

            /**
             * PolicyStatus kind.
             * @member {string} kind
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.kind = "";

            /**
             * PolicyStatus state.
             * @member {string} state
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.state = "";

            /**
             * PolicyStatus rules.
             * @member {number} rules
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.rules = 0;

            /**
             * PolicyStatus problems.
             * @member {Array.<bailiff.v1.Problem.$Properties>} problems
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.problems = $util.emptyArray;

            /**
             * PolicyStatus namespace.
             * @member {string} namespace
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.namespace = "";

            /**
             * PolicyStatus source.
             * @member {string} source
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.source = "";

            /**
             * PolicyStatus workloads.
             * @member {number} workloads
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.workloads = 0;

            /**
             * PolicyStatus text.
             * @member {string} text
             * @memberof bailiff.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.text = "";

            /**
             * Creates a new PolicyStatus instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.PolicyStatus
             * @static
             * @param {bailiff.v1.PolicyStatus.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.PolicyStatus} PolicyStatus instance
             * @type {{
             *   (properties: bailiff.v1.PolicyStatus.$Shape): bailiff.v1.PolicyStatus & bailiff.v1.PolicyStatus.$Shape;
             *   (properties?: bailiff.v1.PolicyStatus.$Properties): bailiff.v1.PolicyStatus;
             * }}
             */
            PolicyStatus.create = function(properties) {
                return new PolicyStatus(properties);
            };

            /**
             * Encodes the specified PolicyStatus message. Does not implicitly {@link bailiff.v1.PolicyStatus.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.PolicyStatus
             * @static
             * @param {bailiff.v1.PolicyStatus.$Properties} message PolicyStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.file);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.kind);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.state);
                if (message.rules != null && $Object.hasOwnProperty.call(message, "rules") && message.rules !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.rules);
                if (message.problems != null && message.problems.length)
                    for (let i = 0; i < message.problems.length; ++i)
                        $root.bailiff.v1.Problem.encode(message.problems[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.namespace);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.source);
                if (message.workloads != null && $Object.hasOwnProperty.call(message, "workloads") && message.workloads !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.workloads);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyStatus message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.PolicyStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyStatus & bailiff.v1.PolicyStatus.$Shape} PolicyStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.PolicyStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.file = value;
                            else
                                delete message.file;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rules = value;
                            else
                                delete message.rules;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.problems && message.problems.length))
                                message.problems = [];
                            message.problems.push($root.bailiff.v1.Problem.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.workloads = value;
                            else
                                delete message.workloads;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyStatus;
        })();

        v1.ApplyPoliciesRequest = (function() {

            /**
             * Properties of an ApplyPoliciesRequest.
             * @typedef {Object} bailiff.v1.ApplyPoliciesRequest.$Properties
             * @property {Array.<bailiff.v1.PolicyText.$Properties>|null} [texts] ApplyPoliciesRequest texts
             * @property {number|null} [confirmWithinMs] ApplyPoliciesRequest confirmWithinMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ApplyPoliciesRequest.
             * @memberof bailiff.v1
             * @interface IApplyPoliciesRequest
             * @augments bailiff.v1.ApplyPoliciesRequest.$Properties
             * @deprecated Use bailiff.v1.ApplyPoliciesRequest.$Properties instead.
             */

            /**
             * Shape of an ApplyPoliciesRequest.
             * @typedef {bailiff.v1.ApplyPoliciesRequest.$Properties} bailiff.v1.ApplyPoliciesRequest.$Shape
             */

            /**
             * Constructs a new ApplyPoliciesRequest.
             * @memberof bailiff.v1
             * @classdesc Represents an ApplyPoliciesRequest.
             * @constructor
             * @param {bailiff.v1.ApplyPoliciesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ApplyPoliciesRequest = function (properties) {
                this.texts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ApplyPoliciesRequest texts.
             * @member {Array.<bailiff.v1.PolicyText.$Properties>} texts
             * @memberof bailiff.v1.ApplyPoliciesRequest
             * @instance
             */
            ApplyPoliciesRequest.prototype.texts = $util.emptyArray;

            /**
             * ApplyPoliciesRequest confirmWithinMs.
             * @member {number} confirmWithinMs
             * @memberof bailiff.v1.ApplyPoliciesRequest
             * @instance
             */
            ApplyPoliciesRequest.prototype.confirmWithinMs = 0;

            /**
             * Creates a new ApplyPoliciesRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.ApplyPoliciesRequest
             * @static
             * @param {bailiff.v1.ApplyPoliciesRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.ApplyPoliciesRequest} ApplyPoliciesRequest instance
             * @type {{
             *   (properties: bailiff.v1.ApplyPoliciesRequest.$Shape): bailiff.v1.ApplyPoliciesRequest & bailiff.v1.ApplyPoliciesRequest.$Shape;
             *   (properties?: bailiff.v1.ApplyPoliciesRequest.$Properties): bailiff.v1.ApplyPoliciesRequest;
             * }}
             */
            ApplyPoliciesRequest.create = function(properties) {
                return new ApplyPoliciesRequest(properties);
            };

            /**
             * Encodes the specified ApplyPoliciesRequest message. Does not implicitly {@link bailiff.v1.ApplyPoliciesRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.ApplyPoliciesRequest
             * @static
             * @param {bailiff.v1.ApplyPoliciesRequest.$Properties} message ApplyPoliciesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ApplyPoliciesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.texts != null && message.texts.length)
                    for (let i = 0; i < message.texts.length; ++i)
                        $root.bailiff.v1.PolicyText.encode(message.texts[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.confirmWithinMs != null && $Object.hasOwnProperty.call(message, "confirmWithinMs") && message.confirmWithinMs !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.confirmWithinMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ApplyPoliciesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.ApplyPoliciesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.ApplyPoliciesRequest & bailiff.v1.ApplyPoliciesRequest.$Shape} ApplyPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ApplyPoliciesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.ApplyPoliciesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.texts && message.texts.length))
                                message.texts = [];
                            message.texts.push($root.bailiff.v1.PolicyText.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.confirmWithinMs = value;
                            else
                                delete message.confirmWithinMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ApplyPoliciesRequest;
        })();

        v1.PolicyText = (function() {

            /**
             * Properties of a PolicyText.
             * @typedef {Object} bailiff.v1.PolicyText.$Properties
             * @property {string|null} [file] PolicyText file
             * @property {string|null} [text] PolicyText text
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyText.
             * @memberof bailiff.v1
             * @interface IPolicyText
             * @augments bailiff.v1.PolicyText.$Properties
             * @deprecated Use bailiff.v1.PolicyText.$Properties instead.
             */

            /**
             * Shape of a PolicyText.
             * @typedef {bailiff.v1.PolicyText.$Properties} bailiff.v1.PolicyText.$Shape
             */

            /**
             * Constructs a new PolicyText.
             * @memberof bailiff.v1
             * @classdesc Represents a PolicyText.
             * @constructor
             * @param {bailiff.v1.PolicyText.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyText = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyText file.
             * @member {string} file
             * @memberof bailiff.v1.PolicyText
             * @instance
             */
            PolicyText.prototype.file = "";

            /**
             * PolicyText text.
             * @member {string} text
             * @memberof bailiff.v1.PolicyText
             * @instance
             */
            PolicyText.prototype.text = "";

            /**
             * Creates a new PolicyText instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.PolicyText
             * @static
             * @param {bailiff.v1.PolicyText.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.PolicyText} PolicyText instance
             * @type {{
             *   (properties: bailiff.v1.PolicyText.$Shape): bailiff.v1.PolicyText & bailiff.v1.PolicyText.$Shape;
             *   (properties?: bailiff.v1.PolicyText.$Properties): bailiff.v1.PolicyText;
             * }}
             */
            PolicyText.create = function(properties) {
                return new PolicyText(properties);
            };

            /**
             * Encodes the specified PolicyText message. Does not implicitly {@link bailiff.v1.PolicyText.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.PolicyText
             * @static
             * @param {bailiff.v1.PolicyText.$Properties} message PolicyText message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyText.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.file);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyText message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.PolicyText
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyText & bailiff.v1.PolicyText.$Shape} PolicyText
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyText.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.PolicyText();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.file = value;
                            else
                                delete message.file;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyText;
        })();

        v1.DeletePoliciesRequest = (function() {

            /**
             * Properties of a DeletePoliciesRequest.
             * @typedef {Object} bailiff.v1.DeletePoliciesRequest.$Properties
             * @property {Array.<bailiff.v1.PolicyId.$Properties>|null} [policies] DeletePoliciesRequest policies
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DeletePoliciesRequest.
             * @memberof bailiff.v1
             * @interface IDeletePoliciesRequest
             * @augments bailiff.v1.DeletePoliciesRequest.$Properties
             * @deprecated Use bailiff.v1.DeletePoliciesRequest.$Properties instead.
             */

            /**
             * Shape of a DeletePoliciesRequest.
             * @typedef {bailiff.v1.DeletePoliciesRequest.$Properties} bailiff.v1.DeletePoliciesRequest.$Shape
             */

            /**
             * Constructs a new DeletePoliciesRequest.
             * @memberof bailiff.v1
             * @classdesc Represents a DeletePoliciesRequest.
             * @constructor
             * @param {bailiff.v1.DeletePoliciesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DeletePoliciesRequest = function (properties) {
                this.policies = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DeletePoliciesRequest policies.
             * @member {Array.<bailiff.v1.PolicyId.$Properties>} policies
             * @memberof bailiff.v1.DeletePoliciesRequest
             * @instance
             */
            DeletePoliciesRequest.prototype.policies = $util.emptyArray;

            /**
             * Creates a new DeletePoliciesRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.DeletePoliciesRequest
             * @static
             * @param {bailiff.v1.DeletePoliciesRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.DeletePoliciesRequest} DeletePoliciesRequest instance
             * @type {{
             *   (properties: bailiff.v1.DeletePoliciesRequest.$Shape): bailiff.v1.DeletePoliciesRequest & bailiff.v1.DeletePoliciesRequest.$Shape;
             *   (properties?: bailiff.v1.DeletePoliciesRequest.$Properties): bailiff.v1.DeletePoliciesRequest;
             * }}
             */
            DeletePoliciesRequest.create = function(properties) {
                return new DeletePoliciesRequest(properties);
            };

            /**
             * Encodes the specified DeletePoliciesRequest message. Does not implicitly {@link bailiff.v1.DeletePoliciesRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.DeletePoliciesRequest
             * @static
             * @param {bailiff.v1.DeletePoliciesRequest.$Properties} message DeletePoliciesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DeletePoliciesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.policies != null && message.policies.length)
                    for (let i = 0; i < message.policies.length; ++i)
                        $root.bailiff.v1.PolicyId.encode(message.policies[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DeletePoliciesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.DeletePoliciesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.DeletePoliciesRequest & bailiff.v1.DeletePoliciesRequest.$Shape} DeletePoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DeletePoliciesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.DeletePoliciesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policies && message.policies.length))
                                message.policies = [];
                            message.policies.push($root.bailiff.v1.PolicyId.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DeletePoliciesRequest;
        })();

        v1.PolicyId = (function() {

            /**
             * Properties of a PolicyId.
             * @typedef {Object} bailiff.v1.PolicyId.$Properties
             * @property {string|null} [kind] PolicyId kind
             * @property {string|null} [namespace] PolicyId namespace
             * @property {string|null} [name] PolicyId name
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyId.
             * @memberof bailiff.v1
             * @interface IPolicyId
             * @augments bailiff.v1.PolicyId.$Properties
             * @deprecated Use bailiff.v1.PolicyId.$Properties instead.
             */

            /**
             * Shape of a PolicyId.
             * @typedef {bailiff.v1.PolicyId.$Properties} bailiff.v1.PolicyId.$Shape
             */

            /**
             * Constructs a new PolicyId.
             * @memberof bailiff.v1
             * @classdesc Represents a PolicyId.
             * @constructor
             * @param {bailiff.v1.PolicyId.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyId = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyId kind.
             * @member {string} kind
             * @memberof bailiff.v1.PolicyId
             * @instance
             */
            PolicyId.prototype.kind = "";

            /**
             * PolicyId namespace.
             * @member {string} namespace
             * @memberof bailiff.v1.PolicyId
             * @instance
             */
            PolicyId.prototype.namespace = "";

            /**
             * PolicyId name.
             * @member {string} name
             * @memberof bailiff.v1.PolicyId
             * @instance
             */
            PolicyId.prototype.name = "";

            /**
             * Creates a new PolicyId instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.PolicyId
             * @static
             * @param {bailiff.v1.PolicyId.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.PolicyId} PolicyId instance
             * @type {{
             *   (properties: bailiff.v1.PolicyId.$Shape): bailiff.v1.PolicyId & bailiff.v1.PolicyId.$Shape;
             *   (properties?: bailiff.v1.PolicyId.$Properties): bailiff.v1.PolicyId;
             * }}
             */
            PolicyId.create = function(properties) {
                return new PolicyId(properties);
            };

            /**
             * Encodes the specified PolicyId message. Does not implicitly {@link bailiff.v1.PolicyId.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.PolicyId
             * @static
             * @param {bailiff.v1.PolicyId.$Properties} message PolicyId message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyId.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyId message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.PolicyId
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyId & bailiff.v1.PolicyId.$Shape} PolicyId
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyId.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.PolicyId();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyId;
        })();

        v1.ConfirmPoliciesRequest = (function() {

            /**
             * Properties of a ConfirmPoliciesRequest.
             * @typedef {Object} bailiff.v1.ConfirmPoliciesRequest.$Properties
             * @property {boolean|null} [undo] ConfirmPoliciesRequest undo
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConfirmPoliciesRequest.
             * @memberof bailiff.v1
             * @interface IConfirmPoliciesRequest
             * @augments bailiff.v1.ConfirmPoliciesRequest.$Properties
             * @deprecated Use bailiff.v1.ConfirmPoliciesRequest.$Properties instead.
             */

            /**
             * Shape of a ConfirmPoliciesRequest.
             * @typedef {bailiff.v1.ConfirmPoliciesRequest.$Properties} bailiff.v1.ConfirmPoliciesRequest.$Shape
             */

            /**
             * Constructs a new ConfirmPoliciesRequest.
             * @memberof bailiff.v1
             * @classdesc Represents a ConfirmPoliciesRequest.
             * @constructor
             * @param {bailiff.v1.ConfirmPoliciesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConfirmPoliciesRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConfirmPoliciesRequest undo.
             * @member {boolean} undo
             * @memberof bailiff.v1.ConfirmPoliciesRequest
             * @instance
             */
            ConfirmPoliciesRequest.prototype.undo = false;

            /**
             * Creates a new ConfirmPoliciesRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.ConfirmPoliciesRequest
             * @static
             * @param {bailiff.v1.ConfirmPoliciesRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.ConfirmPoliciesRequest} ConfirmPoliciesRequest instance
             * @type {{
             *   (properties: bailiff.v1.ConfirmPoliciesRequest.$Shape): bailiff.v1.ConfirmPoliciesRequest & bailiff.v1.ConfirmPoliciesRequest.$Shape;
             *   (properties?: bailiff.v1.ConfirmPoliciesRequest.$Properties): bailiff.v1.ConfirmPoliciesRequest;
             * }}
             */
            ConfirmPoliciesRequest.create = function(properties) {
                return new ConfirmPoliciesRequest(properties);
            };

            /**
             * Encodes the specified ConfirmPoliciesRequest message. Does not implicitly {@link bailiff.v1.ConfirmPoliciesRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.ConfirmPoliciesRequest
             * @static
             * @param {bailiff.v1.ConfirmPoliciesRequest.$Properties} message ConfirmPoliciesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConfirmPoliciesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.undo != null && $Object.hasOwnProperty.call(message, "undo") && message.undo !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.undo);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConfirmPoliciesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.ConfirmPoliciesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.ConfirmPoliciesRequest & bailiff.v1.ConfirmPoliciesRequest.$Shape} ConfirmPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConfirmPoliciesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.ConfirmPoliciesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.undo = value;
                            else
                                delete message.undo;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ConfirmPoliciesRequest;
        })();

        v1.PolicyResults = (function() {

            /**
             * Properties of a PolicyResults.
             * @typedef {Object} bailiff.v1.PolicyResults.$Properties
             * @property {Array.<bailiff.v1.PolicyResult.$Properties>|null} [results] PolicyResults results
             * @property {number|null} [confirmBy] PolicyResults confirmBy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyResults.
             * @memberof bailiff.v1
             * @interface IPolicyResults
             * @augments bailiff.v1.PolicyResults.$Properties
             * @deprecated Use bailiff.v1.PolicyResults.$Properties instead.
             */

            /**
             * Shape of a PolicyResults.
             * @typedef {bailiff.v1.PolicyResults.$Properties} bailiff.v1.PolicyResults.$Shape
             */

            /**
             * Constructs a new PolicyResults.
             * @memberof bailiff.v1
             * @classdesc Represents a PolicyResults.
             * @constructor
             * @param {bailiff.v1.PolicyResults.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyResults = function (properties) {
                this.results = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyResults results.
             * @member {Array.<bailiff.v1.PolicyResult.$Properties>} results
             * @memberof bailiff.v1.PolicyResults
             * @instance
             */
            PolicyResults.prototype.results = $util.emptyArray;

            /**
             * PolicyResults confirmBy.
             * @member {number} confirmBy
             * @memberof bailiff.v1.PolicyResults
             * @instance
             */
            PolicyResults.prototype.confirmBy = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new PolicyResults instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.PolicyResults
             * @static
             * @param {bailiff.v1.PolicyResults.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.PolicyResults} PolicyResults instance
             * @type {{
             *   (properties: bailiff.v1.PolicyResults.$Shape): bailiff.v1.PolicyResults & bailiff.v1.PolicyResults.$Shape;
             *   (properties?: bailiff.v1.PolicyResults.$Properties): bailiff.v1.PolicyResults;
             * }}
             */
            PolicyResults.create = function(properties) {
                return new PolicyResults(properties);
            };

            /**
             * Encodes the specified PolicyResults message. Does not implicitly {@link bailiff.v1.PolicyResults.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.PolicyResults
             * @static
             * @param {bailiff.v1.PolicyResults.$Properties} message PolicyResults message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyResults.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.results != null && message.results.length)
                    for (let i = 0; i < message.results.length; ++i)
                        $root.bailiff.v1.PolicyResult.encode(message.results[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.confirmBy != null && $Object.hasOwnProperty.call(message, "confirmBy") && (typeof message.confirmBy === "object" ? message.confirmBy.low || message.confirmBy.high : message.confirmBy !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).int64(message.confirmBy);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyResults message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.PolicyResults
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyResults & bailiff.v1.PolicyResults.$Shape} PolicyResults
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyResults.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.PolicyResults();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.results && message.results.length))
                                message.results = [];
                            message.results.push($root.bailiff.v1.PolicyResult.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.confirmBy = value;
                            else
                                delete message.confirmBy;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyResults;
        })();

        v1.PolicyResult = (function() {

            /**
             * Properties of a PolicyResult.
             * @typedef {Object} bailiff.v1.PolicyResult.$Properties
             * @property {bailiff.v1.PolicyId.$Properties|null} [policy] PolicyResult policy
             * @property {string|null} [result] PolicyResult result
             * @property {string|null} [message] PolicyResult message
             * @property {Array.<bailiff.v1.Problem.$Properties>|null} [problems] PolicyResult problems
             * @property {string|null} [file] PolicyResult file
             * @property {number|null} [line] PolicyResult line
             * @property {string|null} [state] PolicyResult state
             * @property {number|null} [rules] PolicyResult rules
             * @property {number|null} [workloads] PolicyResult workloads
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyResult.
             * @memberof bailiff.v1
             * @interface IPolicyResult
             * @augments bailiff.v1.PolicyResult.$Properties
             * @deprecated Use bailiff.v1.PolicyResult.$Properties instead.
             */

            /**
             * Shape of a PolicyResult.
             * @typedef {bailiff.v1.PolicyResult.$Properties} bailiff.v1.PolicyResult.$Shape
             */

            /**
             * Constructs a new PolicyResult.
             * @memberof bailiff.v1
             * @classdesc Represents a PolicyResult.
             * @constructor
             * @param {bailiff.v1.PolicyResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyResult = function (properties) {
                this.problems = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyResult policy.
             * @member {bailiff.v1.PolicyId.$Properties|null|undefined} policy
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.policy = null;

            /**
             * PolicyResult result.
             * @member {string} result
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.result = "";

            /**
             * PolicyResult message.
             * @member {string} message
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.message = "";

            /**
             * PolicyResult problems.
             * @member {Array.<bailiff.v1.Problem.$Properties>} problems
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.problems = $util.emptyArray;

            /**
             * PolicyResult file.
             * @member {string} file
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.file = "";

            /**
             * PolicyResult line.
             * @member {number} line
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.line = 0;

            /**
             * PolicyResult state.
             * @member {string} state
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.state = "";

            /**
             * PolicyResult rules.
             * @member {number} rules
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.rules = 0;

            /**
             * PolicyResult workloads.
             * @member {number} workloads
             * @memberof bailiff.v1.PolicyResult
             * @instance
             */
            PolicyResult.prototype.workloads = 0;

            /**
             * Creates a new PolicyResult instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.PolicyResult
             * @static
             * @param {bailiff.v1.PolicyResult.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.PolicyResult} PolicyResult instance
             * @type {{
             *   (properties: bailiff.v1.PolicyResult.$Shape): bailiff.v1.PolicyResult & bailiff.v1.PolicyResult.$Shape;
             *   (properties?: bailiff.v1.PolicyResult.$Properties): bailiff.v1.PolicyResult;
             * }}
             */
            PolicyResult.create = function(properties) {
                return new PolicyResult(properties);
            };

            /**
             * Encodes the specified PolicyResult message. Does not implicitly {@link bailiff.v1.PolicyResult.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.PolicyResult
             * @static
             * @param {bailiff.v1.PolicyResult.$Properties} message PolicyResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                    $root.bailiff.v1.PolicyId.encode(message.policy, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.result != null && $Object.hasOwnProperty.call(message, "result") && message.result !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.result);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
                if (message.problems != null && message.problems.length)
                    for (let i = 0; i < message.problems.length; ++i)
                        $root.bailiff.v1.Problem.encode(message.problems[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.file);
                if (message.line != null && $Object.hasOwnProperty.call(message, "line") && message.line !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.line);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.state);
                if (message.rules != null && $Object.hasOwnProperty.call(message, "rules") && message.rules !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.rules);
                if (message.workloads != null && $Object.hasOwnProperty.call(message, "workloads") && message.workloads !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.workloads);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyResult message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.PolicyResult
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyResult & bailiff.v1.PolicyResult.$Shape} PolicyResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.PolicyResult();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.policy = $root.bailiff.v1.PolicyId.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.result = value;
                            else
                                delete message.result;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.problems && message.problems.length))
                                message.problems = [];
                            message.problems.push($root.bailiff.v1.Problem.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.file = value;
                            else
                                delete message.file;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.line = value;
                            else
                                delete message.line;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rules = value;
                            else
                                delete message.rules;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.workloads = value;
                            else
                                delete message.workloads;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyResult;
        })();

        v1.GetPoliciesRequest = (function() {

            /**
             * Properties of a GetPoliciesRequest.
             * @typedef {Object} bailiff.v1.GetPoliciesRequest.$Properties
             * @property {string|null} [kind] GetPoliciesRequest kind
             * @property {string|null} [namespace] GetPoliciesRequest namespace
             * @property {string|null} [name] GetPoliciesRequest name
             * @property {boolean|null} [texts] GetPoliciesRequest texts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetPoliciesRequest.
             * @memberof bailiff.v1
             * @interface IGetPoliciesRequest
             * @augments bailiff.v1.GetPoliciesRequest.$Properties
             * @deprecated Use bailiff.v1.GetPoliciesRequest.$Properties instead.
             */

            /**
             * Shape of a GetPoliciesRequest.
             * @typedef {bailiff.v1.GetPoliciesRequest.$Properties} bailiff.v1.GetPoliciesRequest.$Shape
             */

            /**
             * Constructs a new GetPoliciesRequest.
             * @memberof bailiff.v1
             * @classdesc Represents a GetPoliciesRequest.
             * @constructor
             * @param {bailiff.v1.GetPoliciesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetPoliciesRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetPoliciesRequest kind.
             * @member {string} kind
             * @memberof bailiff.v1.GetPoliciesRequest
             * @instance
             */
            GetPoliciesRequest.prototype.kind = "";

            /**
             * GetPoliciesRequest namespace.
             * @member {string} namespace
             * @memberof bailiff.v1.GetPoliciesRequest
             * @instance
             */
            GetPoliciesRequest.prototype.namespace = "";

            /**
             * GetPoliciesRequest name.
             * @member {string} name
             * @memberof bailiff.v1.GetPoliciesRequest
             * @instance
             */
            GetPoliciesRequest.prototype.name = "";

            /**
             * GetPoliciesRequest texts.
             * @member {boolean} texts
             * @memberof bailiff.v1.GetPoliciesRequest
             * @instance
             */
            GetPoliciesRequest.prototype.texts = false;

            /**
             * Creates a new GetPoliciesRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.GetPoliciesRequest
             * @static
             * @param {bailiff.v1.GetPoliciesRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.GetPoliciesRequest} GetPoliciesRequest instance
             * @type {{
             *   (properties: bailiff.v1.GetPoliciesRequest.$Shape): bailiff.v1.GetPoliciesRequest & bailiff.v1.GetPoliciesRequest.$Shape;
             *   (properties?: bailiff.v1.GetPoliciesRequest.$Properties): bailiff.v1.GetPoliciesRequest;
             * }}
             */
            GetPoliciesRequest.create = function(properties) {
                return new GetPoliciesRequest(properties);
            };

            /**
             * Encodes the specified GetPoliciesRequest message. Does not implicitly {@link bailiff.v1.GetPoliciesRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.GetPoliciesRequest
             * @static
             * @param {bailiff.v1.GetPoliciesRequest.$Properties} message GetPoliciesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetPoliciesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                if (message.texts != null && $Object.hasOwnProperty.call(message, "texts") && message.texts !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.texts);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetPoliciesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.GetPoliciesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.GetPoliciesRequest & bailiff.v1.GetPoliciesRequest.$Shape} GetPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetPoliciesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.GetPoliciesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.texts = value;
                            else
                                delete message.texts;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetPoliciesRequest;
        })();

        v1.Policies = (function() {

            /**
             * Properties of a Policies.
             * @typedef {Object} bailiff.v1.Policies.$Properties
             * @property {Array.<bailiff.v1.PolicyStatus.$Properties>|null} [policies] Policies policies
             * @property {number|null} [confirmBy] Policies confirmBy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Policies.
             * @memberof bailiff.v1
             * @interface IPolicies
             * @augments bailiff.v1.Policies.$Properties
             * @deprecated Use bailiff.v1.Policies.$Properties instead.
             */

            /**
             * Shape of a Policies.
             * @typedef {bailiff.v1.Policies.$Properties} bailiff.v1.Policies.$Shape
             */

            /**
             * Constructs a new Policies.
             * @memberof bailiff.v1
             * @classdesc Represents a Policies.
             * @constructor
             * @param {bailiff.v1.Policies.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Policies = function (properties) {
                this.policies = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Policies policies.
             * @member {Array.<bailiff.v1.PolicyStatus.$Properties>} policies
             * @memberof bailiff.v1.Policies
             * @instance
             */
            Policies.prototype.policies = $util.emptyArray;

            /**
             * Policies confirmBy.
             * @member {number} confirmBy
             * @memberof bailiff.v1.Policies
             * @instance
             */
            Policies.prototype.confirmBy = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new Policies instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.Policies
             * @static
             * @param {bailiff.v1.Policies.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.Policies} Policies instance
             * @type {{
             *   (properties: bailiff.v1.Policies.$Shape): bailiff.v1.Policies & bailiff.v1.Policies.$Shape;
             *   (properties?: bailiff.v1.Policies.$Properties): bailiff.v1.Policies;
             * }}
             */
            Policies.create = function(properties) {
                return new Policies(properties);
            };

            /**
             * Encodes the specified Policies message. Does not implicitly {@link bailiff.v1.Policies.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.Policies
             * @static
             * @param {bailiff.v1.Policies.$Properties} message Policies message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Policies.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.policies != null && message.policies.length)
                    for (let i = 0; i < message.policies.length; ++i)
                        $root.bailiff.v1.PolicyStatus.encode(message.policies[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.confirmBy != null && $Object.hasOwnProperty.call(message, "confirmBy") && (typeof message.confirmBy === "object" ? message.confirmBy.low || message.confirmBy.high : message.confirmBy !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).int64(message.confirmBy);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Policies message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.Policies
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.Policies & bailiff.v1.Policies.$Shape} Policies
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Policies.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.Policies();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policies && message.policies.length))
                                message.policies = [];
                            message.policies.push($root.bailiff.v1.PolicyStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.confirmBy = value;
                            else
                                delete message.confirmBy;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Policies;
        })();

        v1.Problem = (function() {

            /**
             * Properties of a Problem.
             * @typedef {Object} bailiff.v1.Problem.$Properties
             * @property {string|null} [file] Problem file
             * @property {number|null} [line] Problem line
             * @property {number|null} [column] Problem column
             * @property {string|null} [path] Problem path
             * @property {string|null} [message] Problem message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Problem.
             * @memberof bailiff.v1
             * @interface IProblem
             * @augments bailiff.v1.Problem.$Properties
             * @deprecated Use bailiff.v1.Problem.$Properties instead.
             */

            /**
             * Shape of a Problem.
             * @typedef {bailiff.v1.Problem.$Properties} bailiff.v1.Problem.$Shape
             */

            /**
             * Constructs a new Problem.
             * @memberof bailiff.v1
             * @classdesc Represents a Problem.
             * @constructor
             * @param {bailiff.v1.Problem.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Problem = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Problem file.
             * @member {string} file
             * @memberof bailiff.v1.Problem
             * @instance
             */
            Problem.prototype.file = "";

            /**
             * Problem line.
             * @member {number} line
             * @memberof bailiff.v1.Problem
             * @instance
             */
            Problem.prototype.line = 0;

            /**
             * Problem column.
             * @member {number} column
             * @memberof bailiff.v1.Problem
             * @instance
             */
            Problem.prototype.column = 0;

            /**
             * Problem path.
             * @member {string} path
             * @memberof bailiff.v1.Problem
             * @instance
             */
            Problem.prototype.path = "";

            /**
             * Problem message.
             * @member {string} message
             * @memberof bailiff.v1.Problem
             * @instance
             */
            Problem.prototype.message = "";

            /**
             * Creates a new Problem instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.Problem
             * @static
             * @param {bailiff.v1.Problem.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.Problem} Problem instance
             * @type {{
             *   (properties: bailiff.v1.Problem.$Shape): bailiff.v1.Problem & bailiff.v1.Problem.$Shape;
             *   (properties?: bailiff.v1.Problem.$Properties): bailiff.v1.Problem;
             * }}
             */
            Problem.create = function(properties) {
                return new Problem(properties);
            };

            /**
             * Encodes the specified Problem message. Does not implicitly {@link bailiff.v1.Problem.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.Problem
             * @static
             * @param {bailiff.v1.Problem.$Properties} message Problem message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Problem.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.file);
                if (message.line != null && $Object.hasOwnProperty.call(message, "line") && message.line !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.line);
                if (message.column != null && $Object.hasOwnProperty.call(message, "column") && message.column !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.column);
                if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.path);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Problem message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.Problem
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.Problem & bailiff.v1.Problem.$Shape} Problem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Problem.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.Problem();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.file = value;
                            else
                                delete message.file;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.line = value;
                            else
                                delete message.line;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.column = value;
                            else
                                delete message.column;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.path = value;
                            else
                                delete message.path;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Problem;
        })();

        v1.GetWorkloadsRequest = (function() {

            /**
             * Properties of a GetWorkloadsRequest.
             * @typedef {Object} bailiff.v1.GetWorkloadsRequest.$Properties
             * @property {string|null} [id] GetWorkloadsRequest id
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetWorkloadsRequest.
             * @memberof bailiff.v1
             * @interface IGetWorkloadsRequest
             * @augments bailiff.v1.GetWorkloadsRequest.$Properties
             * @deprecated Use bailiff.v1.GetWorkloadsRequest.$Properties instead.
             */

            /**
             * Shape of a GetWorkloadsRequest.
             * @typedef {bailiff.v1.GetWorkloadsRequest.$Properties} bailiff.v1.GetWorkloadsRequest.$Shape
             */

            /**
             * Constructs a new GetWorkloadsRequest.
             * @memberof bailiff.v1
             * @classdesc Represents a GetWorkloadsRequest.
             * @constructor
             * @param {bailiff.v1.GetWorkloadsRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetWorkloadsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetWorkloadsRequest id.
             * @member {string} id
             * @memberof bailiff.v1.GetWorkloadsRequest
             * @instance
             */
            GetWorkloadsRequest.prototype.id = "";

            /**
             * Creates a new GetWorkloadsRequest instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.GetWorkloadsRequest
             * @static
             * @param {bailiff.v1.GetWorkloadsRequest.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.GetWorkloadsRequest} GetWorkloadsRequest instance
             * @type {{
             *   (properties: bailiff.v1.GetWorkloadsRequest.$Shape): bailiff.v1.GetWorkloadsRequest & bailiff.v1.GetWorkloadsRequest.$Shape;
             *   (properties?: bailiff.v1.GetWorkloadsRequest.$Properties): bailiff.v1.GetWorkloadsRequest;
             * }}
             */
            GetWorkloadsRequest.create = function(properties) {
                return new GetWorkloadsRequest(properties);
            };

            /**
             * Encodes the specified GetWorkloadsRequest message. Does not implicitly {@link bailiff.v1.GetWorkloadsRequest.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.GetWorkloadsRequest
             * @static
             * @param {bailiff.v1.GetWorkloadsRequest.$Properties} message GetWorkloadsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetWorkloadsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetWorkloadsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.GetWorkloadsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.GetWorkloadsRequest & bailiff.v1.GetWorkloadsRequest.$Shape} GetWorkloadsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetWorkloadsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.GetWorkloadsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetWorkloadsRequest;
        })();

        v1.Workloads = (function() {

            /**
             * Properties of a Workloads.
             * @typedef {Object} bailiff.v1.Workloads.$Properties
             * @property {Array.<bailiff.v1.WorkloadStatus.$Properties>|null} [workloads] Workloads workloads
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Workloads.
             * @memberof bailiff.v1
             * @interface IWorkloads
             * @augments bailiff.v1.Workloads.$Properties
             * @deprecated Use bailiff.v1.Workloads.$Properties instead.
             */

            /**
             * Shape of a Workloads.
             * @typedef {bailiff.v1.Workloads.$Properties} bailiff.v1.Workloads.$Shape
             */

            /**
             * Constructs a new Workloads.
             * @memberof bailiff.v1
             * @classdesc Represents a Workloads.
             * @constructor
             * @param {bailiff.v1.Workloads.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Workloads = function (properties) {
                this.workloads = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Workloads workloads.
             * @member {Array.<bailiff.v1.WorkloadStatus.$Properties>} workloads
             * @memberof bailiff.v1.Workloads
             * @instance
             */
            Workloads.prototype.workloads = $util.emptyArray;

            /**
             * Creates a new Workloads instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.Workloads
             * @static
             * @param {bailiff.v1.Workloads.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.Workloads} Workloads instance
             * @type {{
             *   (properties: bailiff.v1.Workloads.$Shape): bailiff.v1.Workloads & bailiff.v1.Workloads.$Shape;
             *   (properties?: bailiff.v1.Workloads.$Properties): bailiff.v1.Workloads;
             * }}
             */
            Workloads.create = function(properties) {
                return new Workloads(properties);
            };

            /**
             * Encodes the specified Workloads message. Does not implicitly {@link bailiff.v1.Workloads.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.Workloads
             * @static
             * @param {bailiff.v1.Workloads.$Properties} message Workloads message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Workloads.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.workloads != null && message.workloads.length)
                    for (let i = 0; i < message.workloads.length; ++i)
                        $root.bailiff.v1.WorkloadStatus.encode(message.workloads[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Workloads message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.Workloads
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.Workloads & bailiff.v1.Workloads.$Shape} Workloads
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Workloads.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.Workloads();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.workloads && message.workloads.length))
                                message.workloads = [];
                            message.workloads.push($root.bailiff.v1.WorkloadStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Workloads;
        })();

        v1.WorkloadStatus = (function() {

            /**
             * Properties of a WorkloadStatus.
             * @typedef {Object} bailiff.v1.WorkloadStatus.$Properties
             * @property {string|null} [id] WorkloadStatus id
             * @property {string|null} [kind] WorkloadStatus kind
             * @property {string|null} [namespace] WorkloadStatus namespace
             * @property {string|null} [pod] WorkloadStatus pod
             * @property {string|null} [name] WorkloadStatus name
             * @property {Object.<string,string>|null} [labels] WorkloadStatus labels
             * @property {string|null} [mode] WorkloadStatus mode
             * @property {string|null} [state] WorkloadStatus state
             * @property {Array.<string>|null} [policies] WorkloadStatus policies
             * @property {number|null} [ruleCount] WorkloadStatus ruleCount
             * @property {Array.<bailiff.v1.RuleOrigin.$Properties>|null} [rules] WorkloadStatus rules
             * @property {string|null} [image] WorkloadStatus image
             * @property {string|null} [imageId] WorkloadStatus imageId
             * @property {number|null} [pid] WorkloadStatus pid
             * @property {boolean|null} [privileged] WorkloadStatus privileged
             * @property {number|null} [guardedSince] WorkloadStatus guardedSince
             * @property {string|null} [guardedFromStart] WorkloadStatus guardedFromStart
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WorkloadStatus.
             * @memberof bailiff.v1
             * @interface IWorkloadStatus
             * @augments bailiff.v1.WorkloadStatus.$Properties
             * @deprecated Use bailiff.v1.WorkloadStatus.$Properties instead.
             */

            /**
             * Shape of a WorkloadStatus.
             * @typedef {bailiff.v1.WorkloadStatus.$Properties} bailiff.v1.WorkloadStatus.$Shape
             */

            /**
             * Constructs a new WorkloadStatus.
             * @memberof bailiff.v1
             * @classdesc Represents a WorkloadStatus.
             * @constructor
             * @param {bailiff.v1.WorkloadStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WorkloadStatus = function (properties) {
                this.labels = {};
                this.policies = [];
                this.rules = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WorkloadStatus id.
             * @member {string} id
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.id = "";

            /**
             * WorkloadStatus kind.
             * @member {string} kind
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.kind = "";

            /**
             * WorkloadStatus namespace.
             * @member {string} namespace
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.namespace = "";

            /**
             * WorkloadStatus pod.
             * @member {string} pod
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.pod = "";

            /**
             * WorkloadStatus name.
             * @member {string} name
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.name = "";

            /**
             * WorkloadStatus labels.
             * @member {Object.<string,string>} labels
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.labels = $util.emptyObject;

            /**
             * WorkloadStatus mode.
             * @member {string} mode
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.mode = "";

            /**
             * WorkloadStatus state.
             * @member {string} state
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.state = "";

            /**
             * WorkloadStatus policies.
             * @member {Array.<string>} policies
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.policies = $util.emptyArray;

            /**
             * WorkloadStatus ruleCount.
             * @member {number} ruleCount
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.ruleCount = 0;

            /**
             * WorkloadStatus rules.
             * @member {Array.<bailiff.v1.RuleOrigin.$Properties>} rules
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.rules = $util.emptyArray;

            /**
             * WorkloadStatus image.
             * @member {string} image
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.image = "";

            /**
             * WorkloadStatus imageId.
             * @member {string} imageId
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.imageId = "";

            /**
             * WorkloadStatus pid.
             * @member {number} pid
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.pid = 0;

            /**
             * WorkloadStatus privileged.
             * @member {boolean} privileged
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.privileged = false;

            /**
             * WorkloadStatus guardedSince.
             * @member {number} guardedSince
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.guardedSince = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * WorkloadStatus guardedFromStart.
             * @member {string} guardedFromStart
             * @memberof bailiff.v1.WorkloadStatus
             * @instance
             */
            WorkloadStatus.prototype.guardedFromStart = "";

            /**
             * Creates a new WorkloadStatus instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.WorkloadStatus
             * @static
             * @param {bailiff.v1.WorkloadStatus.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.WorkloadStatus} WorkloadStatus instance
             * @type {{
             *   (properties: bailiff.v1.WorkloadStatus.$Shape): bailiff.v1.WorkloadStatus & bailiff.v1.WorkloadStatus.$Shape;
             *   (properties?: bailiff.v1.WorkloadStatus.$Properties): bailiff.v1.WorkloadStatus;
             * }}
             */
            WorkloadStatus.create = function(properties) {
                return new WorkloadStatus(properties);
            };

            /**
             * Encodes the specified WorkloadStatus message. Does not implicitly {@link bailiff.v1.WorkloadStatus.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.WorkloadStatus
             * @static
             * @param {bailiff.v1.WorkloadStatus.$Properties} message WorkloadStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WorkloadStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.kind);
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.namespace);
                if (message.pod != null && $Object.hasOwnProperty.call(message, "pod") && message.pod !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.pod);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.name);
                if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                    for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.mode);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.state);
                if (message.policies != null && message.policies.length)
                    for (let i = 0; i < message.policies.length; ++i)
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.policies[i]);
                if (message.ruleCount != null && $Object.hasOwnProperty.call(message, "ruleCount") && message.ruleCount !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.ruleCount);
                if (message.rules != null && message.rules.length)
                    for (let i = 0; i < message.rules.length; ++i)
                        $root.bailiff.v1.RuleOrigin.encode(message.rules[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.privileged != null && $Object.hasOwnProperty.call(message, "privileged") && message.privileged !== false)
                    writer.uint32(/* id 12, wireType 0 =*/96).bool(message.privileged);
                if (message.guardedSince != null && $Object.hasOwnProperty.call(message, "guardedSince") && (typeof message.guardedSince === "object" ? message.guardedSince.low || message.guardedSince.high : message.guardedSince !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).int64(message.guardedSince);
                if (message.guardedFromStart != null && $Object.hasOwnProperty.call(message, "guardedFromStart") && message.guardedFromStart !== "")
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.guardedFromStart);
                if (message.image != null && $Object.hasOwnProperty.call(message, "image") && message.image !== "")
                    writer.uint32(/* id 20, wireType 2 =*/162).string(message.image);
                if (message.imageId != null && $Object.hasOwnProperty.call(message, "imageId") && message.imageId !== "")
                    writer.uint32(/* id 21, wireType 2 =*/170).string(message.imageId);
                if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                    writer.uint32(/* id 22, wireType 0 =*/176).uint32(message.pid);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WorkloadStatus message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.WorkloadStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.WorkloadStatus & bailiff.v1.WorkloadStatus.$Shape} WorkloadStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WorkloadStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.WorkloadStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.pod = value;
                            else
                                delete message.pod;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (message.labels === $util.emptyObject)
                                message.labels = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.labels, key);
                            message.labels[key] = value;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policies && message.policies.length))
                                message.policies = [];
                            message.policies.push(reader.stringVerify());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ruleCount = value;
                            else
                                delete message.ruleCount;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rules && message.rules.length))
                                message.rules = [];
                            message.rules.push($root.bailiff.v1.RuleOrigin.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.image = value;
                            else
                                delete message.image;
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.imageId = value;
                            else
                                delete message.imageId;
                            continue;
                        }
                    case 22: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pid = value;
                            else
                                delete message.pid;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.privileged = value;
                            else
                                delete message.privileged;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.guardedSince = value;
                            else
                                delete message.guardedSince;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.guardedFromStart = value;
                            else
                                delete message.guardedFromStart;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WorkloadStatus;
        })();

        v1.RuleOrigin = (function() {

            /**
             * Properties of a RuleOrigin.
             * @typedef {Object} bailiff.v1.RuleOrigin.$Properties
             * @property {string|null} [policy] RuleOrigin policy
             * @property {string|null} ["class"] RuleOrigin class
             * @property {string|null} [action] RuleOrigin action
             * @property {string|null} [file] RuleOrigin file
             * @property {number|null} [line] RuleOrigin line
             * @property {number|null} [column] RuleOrigin column
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RuleOrigin.
             * @memberof bailiff.v1
             * @interface IRuleOrigin
             * @augments bailiff.v1.RuleOrigin.$Properties
             * @deprecated Use bailiff.v1.RuleOrigin.$Properties instead.
             */

            /**
             * Shape of a RuleOrigin.
             * @typedef {bailiff.v1.RuleOrigin.$Properties} bailiff.v1.RuleOrigin.$Shape
             */

            /**
             * Constructs a new RuleOrigin.
             * @memberof bailiff.v1
             * @classdesc Represents a RuleOrigin.
             * @constructor
             * @param {bailiff.v1.RuleOrigin.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RuleOrigin = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RuleOrigin policy.
             * @member {string} policy
             * @memberof bailiff.v1.RuleOrigin
             * @instance
             */
            RuleOrigin.prototype.policy = "";

            /**
             * RuleOrigin class.
             * @member {string} class
             * @memberof bailiff.v1.RuleOrigin
             * @instance
             */
            RuleOrigin.prototype["class"] = "";

            /**
             * RuleOrigin action.
             * @member {string} action
             * @memberof bailiff.v1.RuleOrigin
             * @instance
             */
            RuleOrigin.prototype.action = "";

            /**
             * RuleOrigin file.
             * @member {string} file
             * @memberof bailiff.v1.RuleOrigin
             * @instance
             */
            RuleOrigin.prototype.file = "";

            /**
             * RuleOrigin line.
             * @member {number} line
             * @memberof bailiff.v1.RuleOrigin
             * @instance
             */
            RuleOrigin.prototype.line = 0;

            /**
             * RuleOrigin column.
             * @member {number} column
             * @memberof bailiff.v1.RuleOrigin
             * @instance
             */
            RuleOrigin.prototype.column = 0;

            /**
             * Creates a new RuleOrigin instance using the specified properties.
             * @function create
             * @memberof bailiff.v1.RuleOrigin
             * @static
             * @param {bailiff.v1.RuleOrigin.$Properties=} [properties] Properties to set
             * @returns {bailiff.v1.RuleOrigin} RuleOrigin instance
             * @type {{
             *   (properties: bailiff.v1.RuleOrigin.$Shape): bailiff.v1.RuleOrigin & bailiff.v1.RuleOrigin.$Shape;
             *   (properties?: bailiff.v1.RuleOrigin.$Properties): bailiff.v1.RuleOrigin;
             * }}
             */
            RuleOrigin.create = function(properties) {
                return new RuleOrigin(properties);
            };

            /**
             * Encodes the specified RuleOrigin message. Does not implicitly {@link bailiff.v1.RuleOrigin.verify|verify} messages.
             * @function encode
             * @memberof bailiff.v1.RuleOrigin
             * @static
             * @param {bailiff.v1.RuleOrigin.$Properties} message RuleOrigin message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RuleOrigin.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.policy);
                if (message["class"] != null && $Object.hasOwnProperty.call(message, "class") && message["class"] !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message["class"]);
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.action);
                if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.file);
                if (message.line != null && $Object.hasOwnProperty.call(message, "line") && message.line !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.line);
                if (message.column != null && $Object.hasOwnProperty.call(message, "column") && message.column !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.column);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RuleOrigin message from the specified reader or buffer.
             * @function decode
             * @memberof bailiff.v1.RuleOrigin
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {bailiff.v1.RuleOrigin & bailiff.v1.RuleOrigin.$Shape} RuleOrigin
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RuleOrigin.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.bailiff.v1.RuleOrigin();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.policy = value;
                            else
                                delete message.policy;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message["class"] = value;
                            else
                                delete message["class"];
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.file = value;
                            else
                                delete message.file;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.line = value;
                            else
                                delete message.line;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.column = value;
                            else
                                delete message.column;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RuleOrigin;
        })();

        return v1;
    })();

    return bailiff;
})();

export const grpc = $root.grpc = (() => {

    /**
     * Namespace grpc.
     * @exports grpc
     * @namespace
     */
    const grpc = {};

    grpc.health = (function() {

        /**
         * Namespace health.
         * @memberof grpc
         * @namespace
         */
        const health = {};

        health.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof grpc.health
             * @namespace
             */
            const v1 = {};

            v1.HealthCheckRequest = (function() {

                /**
                 * Properties of a HealthCheckRequest.
                 * @typedef {Object} grpc.health.v1.HealthCheckRequest.$Properties
                 * @property {string|null} [service] HealthCheckRequest service
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckRequest
                 * @augments grpc.health.v1.HealthCheckRequest.$Properties
                 * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
                 */

                /**
                 * Shape of a HealthCheckRequest.
                 * @typedef {grpc.health.v1.HealthCheckRequest.$Properties} grpc.health.v1.HealthCheckRequest.$Shape
                 */

                /**
                 * Constructs a new HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckRequest.
                 * @constructor
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HealthCheckRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HealthCheckRequest service.
                 * @member {string} service
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @instance
                 */
                HealthCheckRequest.prototype.service = "";

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @function create
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties=} [properties] Properties to set
                 * @returns {grpc.health.v1.HealthCheckRequest} HealthCheckRequest instance
                 * @type {{
                 *   (properties: grpc.health.v1.HealthCheckRequest.$Shape): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
                 *   (properties?: grpc.health.v1.HealthCheckRequest.$Properties): grpc.health.v1.HealthCheckRequest;
                 * }}
                 */
                HealthCheckRequest.create = function(properties) {
                    return new HealthCheckRequest(properties);
                };

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties} message HealthCheckRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.service);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.grpc.health.v1.HealthCheckRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.service = value;
                                else
                                    delete message.service;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return HealthCheckRequest;
            })();

            v1.HealthCheckResponse = (function() {

                /**
                 * Properties of a HealthCheckResponse.
                 * @typedef {Object} grpc.health.v1.HealthCheckResponse.$Properties
                 * @property {grpc.health.v1.HealthCheckResponse.ServingStatus|null} [status] HealthCheckResponse status
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckResponse
                 * @augments grpc.health.v1.HealthCheckResponse.$Properties
                 * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
                 */

                /**
                 * Shape of a HealthCheckResponse.
                 * @typedef {grpc.health.v1.HealthCheckResponse.$Properties} grpc.health.v1.HealthCheckResponse.$Shape
                 */

                /**
                 * Constructs a new HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckResponse.
                 * @constructor
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HealthCheckResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HealthCheckResponse status.
                 * @member {grpc.health.v1.HealthCheckResponse.ServingStatus} status
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @instance
                 */
                HealthCheckResponse.prototype.status = 0;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @function create
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties=} [properties] Properties to set
                 * @returns {grpc.health.v1.HealthCheckResponse} HealthCheckResponse instance
                 * @type {{
                 *   (properties: grpc.health.v1.HealthCheckResponse.$Shape): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
                 *   (properties?: grpc.health.v1.HealthCheckResponse.$Properties): grpc.health.v1.HealthCheckResponse;
                 * }}
                 */
                HealthCheckResponse.create = function(properties) {
                    return new HealthCheckResponse(properties);
                };

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties} message HealthCheckResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.grpc.health.v1.HealthCheckResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.status = value;
                                else
                                    delete message.status;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * ServingStatus enum.
                 * @name grpc.health.v1.HealthCheckResponse.ServingStatus
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} SERVING=1 SERVING value
                 * @property {number} NOT_SERVING=2 NOT_SERVING value
                 * @property {number} SERVICE_UNKNOWN=3 SERVICE_UNKNOWN value
                 */
                HealthCheckResponse.ServingStatus = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "SERVING"] = 1;
                    values[valuesById[2] = "NOT_SERVING"] = 2;
                    values[valuesById[3] = "SERVICE_UNKNOWN"] = 3;
                    return values;
                })();

                return HealthCheckResponse;
            })();

            return v1;
        })();

        return health;
    })();

    return grpc;
})();

export const runtime = $root.runtime = (() => {

    /**
     * Namespace runtime.
     * @exports runtime
     * @namespace
     */
    const runtime = {};

    runtime.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof runtime
         * @namespace
         */
        const v1 = {};

        v1.ListPodSandboxRequest = (function() {

            /**
             * Properties of a ListPodSandboxRequest.
             * @typedef {Object} runtime.v1.ListPodSandboxRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListPodSandboxRequest.
             * @memberof runtime.v1
             * @interface IListPodSandboxRequest
             * @augments runtime.v1.ListPodSandboxRequest.$Properties
             * @deprecated Use runtime.v1.ListPodSandboxRequest.$Properties instead.
             */

            /**
             * Shape of a ListPodSandboxRequest.
             * @typedef {runtime.v1.ListPodSandboxRequest.$Properties} runtime.v1.ListPodSandboxRequest.$Shape
             */

            /**
             * Constructs a new ListPodSandboxRequest.
             * @memberof runtime.v1
             * @classdesc Represents a ListPodSandboxRequest.
             * @constructor
             * @param {runtime.v1.ListPodSandboxRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListPodSandboxRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new ListPodSandboxRequest instance using the specified properties.
             * @function create
             * @memberof runtime.v1.ListPodSandboxRequest
             * @static
             * @param {runtime.v1.ListPodSandboxRequest.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.ListPodSandboxRequest} ListPodSandboxRequest instance
             * @type {{
             *   (properties: runtime.v1.ListPodSandboxRequest.$Shape): runtime.v1.ListPodSandboxRequest & runtime.v1.ListPodSandboxRequest.$Shape;
             *   (properties?: runtime.v1.ListPodSandboxRequest.$Properties): runtime.v1.ListPodSandboxRequest;
             * }}
             */
            ListPodSandboxRequest.create = function(properties) {
                return new ListPodSandboxRequest(properties);
            };

            /**
             * Encodes the specified ListPodSandboxRequest message. Does not implicitly {@link runtime.v1.ListPodSandboxRequest.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.ListPodSandboxRequest
             * @static
             * @param {runtime.v1.ListPodSandboxRequest.$Properties} message ListPodSandboxRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListPodSandboxRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListPodSandboxRequest message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.ListPodSandboxRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.ListPodSandboxRequest & runtime.v1.ListPodSandboxRequest.$Shape} ListPodSandboxRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListPodSandboxRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.ListPodSandboxRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListPodSandboxRequest;
        })();

        v1.ListPodSandboxResponse = (function() {

            /**
             * Properties of a ListPodSandboxResponse.
             * @typedef {Object} runtime.v1.ListPodSandboxResponse.$Properties
             * @property {Array.<runtime.v1.PodSandbox.$Properties>|null} [items] ListPodSandboxResponse items
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListPodSandboxResponse.
             * @memberof runtime.v1
             * @interface IListPodSandboxResponse
             * @augments runtime.v1.ListPodSandboxResponse.$Properties
             * @deprecated Use runtime.v1.ListPodSandboxResponse.$Properties instead.
             */

            /**
             * Shape of a ListPodSandboxResponse.
             * @typedef {runtime.v1.ListPodSandboxResponse.$Properties} runtime.v1.ListPodSandboxResponse.$Shape
             */

            /**
             * Constructs a new ListPodSandboxResponse.
             * @memberof runtime.v1
             * @classdesc Represents a ListPodSandboxResponse.
             * @constructor
             * @param {runtime.v1.ListPodSandboxResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListPodSandboxResponse = function (properties) {
                this.items = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListPodSandboxResponse items.
             * @member {Array.<runtime.v1.PodSandbox.$Properties>} items
             * @memberof runtime.v1.ListPodSandboxResponse
             * @instance
             */
            ListPodSandboxResponse.prototype.items = $util.emptyArray;

            /**
             * Creates a new ListPodSandboxResponse instance using the specified properties.
             * @function create
             * @memberof runtime.v1.ListPodSandboxResponse
             * @static
             * @param {runtime.v1.ListPodSandboxResponse.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.ListPodSandboxResponse} ListPodSandboxResponse instance
             * @type {{
             *   (properties: runtime.v1.ListPodSandboxResponse.$Shape): runtime.v1.ListPodSandboxResponse & runtime.v1.ListPodSandboxResponse.$Shape;
             *   (properties?: runtime.v1.ListPodSandboxResponse.$Properties): runtime.v1.ListPodSandboxResponse;
             * }}
             */
            ListPodSandboxResponse.create = function(properties) {
                return new ListPodSandboxResponse(properties);
            };

            /**
             * Encodes the specified ListPodSandboxResponse message. Does not implicitly {@link runtime.v1.ListPodSandboxResponse.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.ListPodSandboxResponse
             * @static
             * @param {runtime.v1.ListPodSandboxResponse.$Properties} message ListPodSandboxResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListPodSandboxResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.items != null && message.items.length)
                    for (let i = 0; i < message.items.length; ++i)
                        $root.runtime.v1.PodSandbox.encode(message.items[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListPodSandboxResponse message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.ListPodSandboxResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.ListPodSandboxResponse & runtime.v1.ListPodSandboxResponse.$Shape} ListPodSandboxResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListPodSandboxResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.ListPodSandboxResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.items && message.items.length))
                                message.items = [];
                            message.items.push($root.runtime.v1.PodSandbox.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListPodSandboxResponse;
        })();

        v1.PodSandbox = (function() {

            /**
             * Properties of a PodSandbox.
             * @typedef {Object} runtime.v1.PodSandbox.$Properties
             * @property {string|null} [id] PodSandbox id
             * @property {runtime.v1.PodSandboxMetadata.$Properties|null} [metadata] PodSandbox metadata
             * @property {Object.<string,string>|null} [labels] PodSandbox labels
             * @property {Object.<string,string>|null} [annotations] PodSandbox annotations
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PodSandbox.
             * @memberof runtime.v1
             * @interface IPodSandbox
             * @augments runtime.v1.PodSandbox.$Properties
             * @deprecated Use runtime.v1.PodSandbox.$Properties instead.
             */

            /**
             * Shape of a PodSandbox.
             * @typedef {runtime.v1.PodSandbox.$Properties} runtime.v1.PodSandbox.$Shape
             */

            /**
             * Constructs a new PodSandbox.
             * @memberof runtime.v1
             * @classdesc Represents a PodSandbox.
             * @constructor
             * @param {runtime.v1.PodSandbox.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PodSandbox = function (properties) {
                this.labels = {};
                this.annotations = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PodSandbox id.
             * @member {string} id
             * @memberof runtime.v1.PodSandbox
             * @instance
             */
            PodSandbox.prototype.id = "";

            /**
             * PodSandbox metadata.
             * @member {runtime.v1.PodSandboxMetadata.$Properties|null|undefined} metadata
             * @memberof runtime.v1.PodSandbox
             * @instance
             */
            PodSandbox.prototype.metadata = null;

            /**
             * PodSandbox labels.
             * @member {Object.<string,string>} labels
             * @memberof runtime.v1.PodSandbox
             * @instance
             */
            PodSandbox.prototype.labels = $util.emptyObject;

            /**
             * PodSandbox annotations.
             * @member {Object.<string,string>} annotations
             * @memberof runtime.v1.PodSandbox
             * @instance
             */
            PodSandbox.prototype.annotations = $util.emptyObject;

            /**
             * Creates a new PodSandbox instance using the specified properties.
             * @function create
             * @memberof runtime.v1.PodSandbox
             * @static
             * @param {runtime.v1.PodSandbox.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.PodSandbox} PodSandbox instance
             * @type {{
             *   (properties: runtime.v1.PodSandbox.$Shape): runtime.v1.PodSandbox & runtime.v1.PodSandbox.$Shape;
             *   (properties?: runtime.v1.PodSandbox.$Properties): runtime.v1.PodSandbox;
             * }}
             */
            PodSandbox.create = function(properties) {
                return new PodSandbox(properties);
            };

            /**
             * Encodes the specified PodSandbox message. Does not implicitly {@link runtime.v1.PodSandbox.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.PodSandbox
             * @static
             * @param {runtime.v1.PodSandbox.$Properties} message PodSandbox message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PodSandbox.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                    $root.runtime.v1.PodSandboxMetadata.encode(message.metadata, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                    for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 5, wireType 2 =*/42).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
                if (message.annotations != null && $Object.hasOwnProperty.call(message, "annotations"))
                    for (let keys = $Object.keys(message.annotations), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.annotations[keys[i]]).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PodSandbox message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.PodSandbox
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.PodSandbox & runtime.v1.PodSandbox.$Shape} PodSandbox
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PodSandbox.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.PodSandbox();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.metadata = $root.runtime.v1.PodSandboxMetadata.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (message.labels === $util.emptyObject)
                                message.labels = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.labels, key);
                            message.labels[key] = value;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (message.annotations === $util.emptyObject)
                                message.annotations = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.annotations, key);
                            message.annotations[key] = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PodSandbox;
        })();

        v1.PodSandboxMetadata = (function() {

            /**
             * Properties of a PodSandboxMetadata.
             * @typedef {Object} runtime.v1.PodSandboxMetadata.$Properties
             * @property {string|null} [name] PodSandboxMetadata name
             * @property {string|null} [uid] PodSandboxMetadata uid
             * @property {string|null} [namespace] PodSandboxMetadata namespace
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PodSandboxMetadata.
             * @memberof runtime.v1
             * @interface IPodSandboxMetadata
             * @augments runtime.v1.PodSandboxMetadata.$Properties
             * @deprecated Use runtime.v1.PodSandboxMetadata.$Properties instead.
             */

            /**
             * Shape of a PodSandboxMetadata.
             * @typedef {runtime.v1.PodSandboxMetadata.$Properties} runtime.v1.PodSandboxMetadata.$Shape
             */

            /**
             * Constructs a new PodSandboxMetadata.
             * @memberof runtime.v1
             * @classdesc Represents a PodSandboxMetadata.
             * @constructor
             * @param {runtime.v1.PodSandboxMetadata.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PodSandboxMetadata = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PodSandboxMetadata name.
             * @member {string} name
             * @memberof runtime.v1.PodSandboxMetadata
             * @instance
             */
            PodSandboxMetadata.prototype.name = "";

            /**
             * PodSandboxMetadata uid.
             * @member {string} uid
             * @memberof runtime.v1.PodSandboxMetadata
             * @instance
             */
            PodSandboxMetadata.prototype.uid = "";

            /**
             * PodSandboxMetadata namespace.
             * @member {string} namespace
             * @memberof runtime.v1.PodSandboxMetadata
             * @instance
             */
            PodSandboxMetadata.prototype.namespace = "";

            /**
             * Creates a new PodSandboxMetadata instance using the specified properties.
             * @function create
             * @memberof runtime.v1.PodSandboxMetadata
             * @static
             * @param {runtime.v1.PodSandboxMetadata.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.PodSandboxMetadata} PodSandboxMetadata instance
             * @type {{
             *   (properties: runtime.v1.PodSandboxMetadata.$Shape): runtime.v1.PodSandboxMetadata & runtime.v1.PodSandboxMetadata.$Shape;
             *   (properties?: runtime.v1.PodSandboxMetadata.$Properties): runtime.v1.PodSandboxMetadata;
             * }}
             */
            PodSandboxMetadata.create = function(properties) {
                return new PodSandboxMetadata(properties);
            };

            /**
             * Encodes the specified PodSandboxMetadata message. Does not implicitly {@link runtime.v1.PodSandboxMetadata.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.PodSandboxMetadata
             * @static
             * @param {runtime.v1.PodSandboxMetadata.$Properties} message PodSandboxMetadata message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PodSandboxMetadata.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.uid);
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.namespace);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PodSandboxMetadata message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.PodSandboxMetadata
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.PodSandboxMetadata & runtime.v1.PodSandboxMetadata.$Shape} PodSandboxMetadata
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PodSandboxMetadata.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.PodSandboxMetadata();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.uid = value;
                            else
                                delete message.uid;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PodSandboxMetadata;
        })();

        v1.ListContainersRequest = (function() {

            /**
             * Properties of a ListContainersRequest.
             * @typedef {Object} runtime.v1.ListContainersRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListContainersRequest.
             * @memberof runtime.v1
             * @interface IListContainersRequest
             * @augments runtime.v1.ListContainersRequest.$Properties
             * @deprecated Use runtime.v1.ListContainersRequest.$Properties instead.
             */

            /**
             * Shape of a ListContainersRequest.
             * @typedef {runtime.v1.ListContainersRequest.$Properties} runtime.v1.ListContainersRequest.$Shape
             */

            /**
             * Constructs a new ListContainersRequest.
             * @memberof runtime.v1
             * @classdesc Represents a ListContainersRequest.
             * @constructor
             * @param {runtime.v1.ListContainersRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListContainersRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new ListContainersRequest instance using the specified properties.
             * @function create
             * @memberof runtime.v1.ListContainersRequest
             * @static
             * @param {runtime.v1.ListContainersRequest.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.ListContainersRequest} ListContainersRequest instance
             * @type {{
             *   (properties: runtime.v1.ListContainersRequest.$Shape): runtime.v1.ListContainersRequest & runtime.v1.ListContainersRequest.$Shape;
             *   (properties?: runtime.v1.ListContainersRequest.$Properties): runtime.v1.ListContainersRequest;
             * }}
             */
            ListContainersRequest.create = function(properties) {
                return new ListContainersRequest(properties);
            };

            /**
             * Encodes the specified ListContainersRequest message. Does not implicitly {@link runtime.v1.ListContainersRequest.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.ListContainersRequest
             * @static
             * @param {runtime.v1.ListContainersRequest.$Properties} message ListContainersRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListContainersRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListContainersRequest message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.ListContainersRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.ListContainersRequest & runtime.v1.ListContainersRequest.$Shape} ListContainersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListContainersRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.ListContainersRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListContainersRequest;
        })();

        v1.ListContainersResponse = (function() {

            /**
             * Properties of a ListContainersResponse.
             * @typedef {Object} runtime.v1.ListContainersResponse.$Properties
             * @property {Array.<runtime.v1.Container.$Properties>|null} [containers] ListContainersResponse containers
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListContainersResponse.
             * @memberof runtime.v1
             * @interface IListContainersResponse
             * @augments runtime.v1.ListContainersResponse.$Properties
             * @deprecated Use runtime.v1.ListContainersResponse.$Properties instead.
             */

            /**
             * Shape of a ListContainersResponse.
             * @typedef {runtime.v1.ListContainersResponse.$Properties} runtime.v1.ListContainersResponse.$Shape
             */

            /**
             * Constructs a new ListContainersResponse.
             * @memberof runtime.v1
             * @classdesc Represents a ListContainersResponse.
             * @constructor
             * @param {runtime.v1.ListContainersResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListContainersResponse = function (properties) {
                this.containers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListContainersResponse containers.
             * @member {Array.<runtime.v1.Container.$Properties>} containers
             * @memberof runtime.v1.ListContainersResponse
             * @instance
             */
            ListContainersResponse.prototype.containers = $util.emptyArray;

            /**
             * Creates a new ListContainersResponse instance using the specified properties.
             * @function create
             * @memberof runtime.v1.ListContainersResponse
             * @static
             * @param {runtime.v1.ListContainersResponse.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.ListContainersResponse} ListContainersResponse instance
             * @type {{
             *   (properties: runtime.v1.ListContainersResponse.$Shape): runtime.v1.ListContainersResponse & runtime.v1.ListContainersResponse.$Shape;
             *   (properties?: runtime.v1.ListContainersResponse.$Properties): runtime.v1.ListContainersResponse;
             * }}
             */
            ListContainersResponse.create = function(properties) {
                return new ListContainersResponse(properties);
            };

            /**
             * Encodes the specified ListContainersResponse message. Does not implicitly {@link runtime.v1.ListContainersResponse.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.ListContainersResponse
             * @static
             * @param {runtime.v1.ListContainersResponse.$Properties} message ListContainersResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListContainersResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.containers != null && message.containers.length)
                    for (let i = 0; i < message.containers.length; ++i)
                        $root.runtime.v1.Container.encode(message.containers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListContainersResponse message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.ListContainersResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.ListContainersResponse & runtime.v1.ListContainersResponse.$Shape} ListContainersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListContainersResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.ListContainersResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.containers && message.containers.length))
                                message.containers = [];
                            message.containers.push($root.runtime.v1.Container.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListContainersResponse;
        })();

        v1.Container = (function() {

            /**
             * Properties of a Container.
             * @typedef {Object} runtime.v1.Container.$Properties
             * @property {string|null} [id] Container id
             * @property {string|null} [podSandboxId] Container podSandboxId
             * @property {runtime.v1.ContainerMetadata.$Properties|null} [metadata] Container metadata
             * @property {runtime.v1.ImageSpec.$Properties|null} [image] Container image
             * @property {string|null} [imageRef] Container imageRef
             * @property {string|null} [imageId] Container imageId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Container.
             * @memberof runtime.v1
             * @interface IContainer
             * @augments runtime.v1.Container.$Properties
             * @deprecated Use runtime.v1.Container.$Properties instead.
             */

            /**
             * Shape of a Container.
             * @typedef {runtime.v1.Container.$Properties} runtime.v1.Container.$Shape
             */

            /**
             * Constructs a new Container.
             * @memberof runtime.v1
             * @classdesc Represents a Container.
             * @constructor
             * @param {runtime.v1.Container.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Container = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Container id.
             * @member {string} id
             * @memberof runtime.v1.Container
             * @instance
             */
            Container.prototype.id = "";

            /**
             * Container podSandboxId.
             * @member {string} podSandboxId
             * @memberof runtime.v1.Container
             * @instance
             */
            Container.prototype.podSandboxId = "";

            /**
             * Container metadata.
             * @member {runtime.v1.ContainerMetadata.$Properties|null|undefined} metadata
             * @memberof runtime.v1.Container
             * @instance
             */
            Container.prototype.metadata = null;

            /**
             * Container image.
             * @member {runtime.v1.ImageSpec.$Properties|null|undefined} image
             * @memberof runtime.v1.Container
             * @instance
             */
            Container.prototype.image = null;

            /**
             * Container imageRef.
             * @member {string} imageRef
             * @memberof runtime.v1.Container
             * @instance
             */
            Container.prototype.imageRef = "";

            /**
             * Container imageId.
             * @member {string} imageId
             * @memberof runtime.v1.Container
             * @instance
             */
            Container.prototype.imageId = "";

            /**
             * Creates a new Container instance using the specified properties.
             * @function create
             * @memberof runtime.v1.Container
             * @static
             * @param {runtime.v1.Container.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.Container} Container instance
             * @type {{
             *   (properties: runtime.v1.Container.$Shape): runtime.v1.Container & runtime.v1.Container.$Shape;
             *   (properties?: runtime.v1.Container.$Properties): runtime.v1.Container;
             * }}
             */
            Container.create = function(properties) {
                return new Container(properties);
            };

            /**
             * Encodes the specified Container message. Does not implicitly {@link runtime.v1.Container.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.Container
             * @static
             * @param {runtime.v1.Container.$Properties} message Container message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Container.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.podSandboxId != null && $Object.hasOwnProperty.call(message, "podSandboxId") && message.podSandboxId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.podSandboxId);
                if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                    $root.runtime.v1.ContainerMetadata.encode(message.metadata, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.image != null && $Object.hasOwnProperty.call(message, "image"))
                    $root.runtime.v1.ImageSpec.encode(message.image, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.imageRef != null && $Object.hasOwnProperty.call(message, "imageRef") && message.imageRef !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.imageRef);
                if (message.imageId != null && $Object.hasOwnProperty.call(message, "imageId") && message.imageId !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.imageId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Container message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.Container
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.Container & runtime.v1.Container.$Shape} Container
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Container.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.Container();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.podSandboxId = value;
                            else
                                delete message.podSandboxId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.metadata = $root.runtime.v1.ContainerMetadata.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.image = $root.runtime.v1.ImageSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.image);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.imageRef = value;
                            else
                                delete message.imageRef;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.imageId = value;
                            else
                                delete message.imageId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Container;
        })();

        v1.ImageSpec = (function() {

            /**
             * Properties of an ImageSpec.
             * @typedef {Object} runtime.v1.ImageSpec.$Properties
             * @property {string|null} [image] ImageSpec image
             * @property {string|null} [userSpecifiedImage] ImageSpec userSpecifiedImage
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ImageSpec.
             * @memberof runtime.v1
             * @interface IImageSpec
             * @augments runtime.v1.ImageSpec.$Properties
             * @deprecated Use runtime.v1.ImageSpec.$Properties instead.
             */

            /**
             * Shape of an ImageSpec.
             * @typedef {runtime.v1.ImageSpec.$Properties} runtime.v1.ImageSpec.$Shape
             */

            /**
             * Constructs a new ImageSpec.
             * @memberof runtime.v1
             * @classdesc Represents an ImageSpec.
             * @constructor
             * @param {runtime.v1.ImageSpec.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ImageSpec = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ImageSpec image.
             * @member {string} image
             * @memberof runtime.v1.ImageSpec
             * @instance
             */
            ImageSpec.prototype.image = "";

            /**
             * ImageSpec userSpecifiedImage.
             * @member {string} userSpecifiedImage
             * @memberof runtime.v1.ImageSpec
             * @instance
             */
            ImageSpec.prototype.userSpecifiedImage = "";

            /**
             * Creates a new ImageSpec instance using the specified properties.
             * @function create
             * @memberof runtime.v1.ImageSpec
             * @static
             * @param {runtime.v1.ImageSpec.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.ImageSpec} ImageSpec instance
             * @type {{
             *   (properties: runtime.v1.ImageSpec.$Shape): runtime.v1.ImageSpec & runtime.v1.ImageSpec.$Shape;
             *   (properties?: runtime.v1.ImageSpec.$Properties): runtime.v1.ImageSpec;
             * }}
             */
            ImageSpec.create = function(properties) {
                return new ImageSpec(properties);
            };

            /**
             * Encodes the specified ImageSpec message. Does not implicitly {@link runtime.v1.ImageSpec.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.ImageSpec
             * @static
             * @param {runtime.v1.ImageSpec.$Properties} message ImageSpec message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ImageSpec.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.image != null && $Object.hasOwnProperty.call(message, "image") && message.image !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.image);
                if (message.userSpecifiedImage != null && $Object.hasOwnProperty.call(message, "userSpecifiedImage") && message.userSpecifiedImage !== "")
                    writer.uint32(/* id 18, wireType 2 =*/146).string(message.userSpecifiedImage);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ImageSpec message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.ImageSpec
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.ImageSpec & runtime.v1.ImageSpec.$Shape} ImageSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ImageSpec.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.ImageSpec();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.image = value;
                            else
                                delete message.image;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.userSpecifiedImage = value;
                            else
                                delete message.userSpecifiedImage;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ImageSpec;
        })();

        v1.ContainerMetadata = (function() {

            /**
             * Properties of a ContainerMetadata.
             * @typedef {Object} runtime.v1.ContainerMetadata.$Properties
             * @property {string|null} [name] ContainerMetadata name
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ContainerMetadata.
             * @memberof runtime.v1
             * @interface IContainerMetadata
             * @augments runtime.v1.ContainerMetadata.$Properties
             * @deprecated Use runtime.v1.ContainerMetadata.$Properties instead.
             */

            /**
             * Shape of a ContainerMetadata.
             * @typedef {runtime.v1.ContainerMetadata.$Properties} runtime.v1.ContainerMetadata.$Shape
             */

            /**
             * Constructs a new ContainerMetadata.
             * @memberof runtime.v1
             * @classdesc Represents a ContainerMetadata.
             * @constructor
             * @param {runtime.v1.ContainerMetadata.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ContainerMetadata = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ContainerMetadata name.
             * @member {string} name
             * @memberof runtime.v1.ContainerMetadata
             * @instance
             */
            ContainerMetadata.prototype.name = "";

            /**
             * Creates a new ContainerMetadata instance using the specified properties.
             * @function create
             * @memberof runtime.v1.ContainerMetadata
             * @static
             * @param {runtime.v1.ContainerMetadata.$Properties=} [properties] Properties to set
             * @returns {runtime.v1.ContainerMetadata} ContainerMetadata instance
             * @type {{
             *   (properties: runtime.v1.ContainerMetadata.$Shape): runtime.v1.ContainerMetadata & runtime.v1.ContainerMetadata.$Shape;
             *   (properties?: runtime.v1.ContainerMetadata.$Properties): runtime.v1.ContainerMetadata;
             * }}
             */
            ContainerMetadata.create = function(properties) {
                return new ContainerMetadata(properties);
            };

            /**
             * Encodes the specified ContainerMetadata message. Does not implicitly {@link runtime.v1.ContainerMetadata.verify|verify} messages.
             * @function encode
             * @memberof runtime.v1.ContainerMetadata
             * @static
             * @param {runtime.v1.ContainerMetadata.$Properties} message ContainerMetadata message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ContainerMetadata.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ContainerMetadata message from the specified reader or buffer.
             * @function decode
             * @memberof runtime.v1.ContainerMetadata
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {runtime.v1.ContainerMetadata & runtime.v1.ContainerMetadata.$Shape} ContainerMetadata
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ContainerMetadata.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.runtime.v1.ContainerMetadata();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ContainerMetadata;
        })();

        return v1;
    })();

    return runtime;
})();

export {
  $root as default
};
