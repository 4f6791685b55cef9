// The course's server, in its own shape: router, controllers, services, models; strict rotation, one refresh token a
// user, no grace. Mongo is memory, bcrypt is scrypt, the mail is not sent; everything else is as the course has it.

const express = require('express');
const cors = require('cors');
const cookieParser = require('cookie-parser');
const router = require('./router/index.js');
const errorMiddleware = require('./middlewares/error-middleware.js');

const PORT = process.env.PORT || 5000;
const app = express();

app.use(express.json());
app.use(cookieParser());
app.use(cors({ credentials: true, origin: process.env.CLIENT_URL }));
app.use('/api', router);
app.use(errorMiddleware);

const server = app.listen(PORT, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

// A test need not wait until a token has expired: what it says has passed is the time, and it passes no further by itself.
process.on('message', ({ seconds }) => {
  const time = Date.now() + 1000 * seconds;
  Date.now = () => time;
  process.send('passed');
});
